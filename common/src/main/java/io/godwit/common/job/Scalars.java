package io.godwit.common.job;

import io.godwit.common.job.connection.References;
import io.godwit.common.job.shape.Shape;
import io.godwit.common.job.shape.Spans;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.spec.rule.Allowance;
import io.godwit.common.spec.rule.Size;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** From one YAML value to one Java value. */
final class Scalars {

  private Scalars() {}

  /**
   * The value of a node.
   *
   * @throws IllegalArgumentException with the rule that it breaks
   */
  static Object read(ScalarNode node, Shape.Scalar shape) {
    if (!(shape instanceof Shape.Choice) && NodeKinds.isNull(node)) {
      throw new IllegalArgumentException("needs a value");
    }
    return switch (shape) {
      case Shape.Text text -> text(node, text);
      case Shape.Whole whole -> whole(node, whole);
      case Shape.Letter letter -> letter(node);
      case Shape.Flag flag -> flag(node);
      case Shape.Bytes bytes -> Size.parse(node.getValue());
      case Shape.Portion portion -> Allowance.parse(node.getValue());
      case Shape.Span span -> Spans.parse(node.getValue());
      case Shape.Choice choice -> choice(node, choice);
    };
  }

  /** The right name that is nearest to a wrong one. */
  static Optional<String> suggestion(ScalarNode node, Shape.Scalar shape) {
    return shape instanceof Shape.Choice choice
        ? NearestName.to(node.getValue(), choice.names())
        : Optional.empty();
  }

  private static String text(ScalarNode node, Shape.Text shape) {
    String text = node.getValue();
    if (!NodeKinds.isText(node)) {
      throw new IllegalArgumentException("a text is needed: put it into quotes");
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("a text is needed, not an empty one");
    }
    Optional<String> mistake =
        shape.referring()
            ? References.mistake(text)
            : Optional.of(
                    "no reference is followed here: only in connections, and in the secret of a"
                        + " step")
                .filter(rule -> References.inside(text));
    if (mistake.isPresent()) {
      throw new IllegalArgumentException(mistake.get());
    }
    return text;
  }

  private static int whole(ScalarNode node, Shape.Whole shape) {
    try {
      if (NodeKinds.isWhole(node)) {
        return Integer.parseInt(node.getValue());
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule(shape), e);
    }
    throw new IllegalArgumentException(rule(shape));
  }

  private static String rule(Shape.Whole shape) {
    return "a whole number from " + shape.from() + " to " + shape.to() + " is needed";
  }

  private static char letter(ScalarNode node) {
    if (!NodeKinds.isText(node) || node.getValue().length() != 1) {
      throw new IllegalArgumentException("a single character in quotes is needed");
    }
    return node.getValue().charAt(0);
  }

  private static boolean flag(ScalarNode node) {
    if (!NodeKinds.isFlag(node)) {
      throw new IllegalArgumentException("true or false is needed");
    }
    return Boolean.parseBoolean(node.getValue());
  }

  /** By the text alone: the name null is also the way in which YAML spells no value. */
  private static Object choice(ScalarNode node, Shape.Choice shape) {
    return shape.options().stream()
        .filter(option -> option.name().equals(node.getValue()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                shape.names().size() == 1
                    ? "only " + shape.names().getFirst() + " is known here"
                    : "one of " + String.join(", ", shape.names()) + " is needed"))
        .constant();
  }
}

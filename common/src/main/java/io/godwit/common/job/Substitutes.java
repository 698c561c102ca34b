package io.godwit.common.job;

import io.godwit.common.job.shape.Shape;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.rule.Allowance;
import io.godwit.common.spec.rule.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Values for components that the file does not give: their defaults, or any that would pass. */
final class Substitutes {

  private Substitutes() {}

  /** The component's default where it has one, else a value that its record's rules accept. */
  static Object of(Shape.Field field) {
    return switch (field.absent()) {
      case Shape.Absent.Stands stands -> standard(stands.yaml(), field);
      case Shape.Absent.Nothing nothing -> Optional.empty();
      case Shape.Absent.Same same -> any(field.shape());
      case Shape.Absent.Refused refused -> any(field.shape());
    };
  }

  private static Object standard(String yaml, Shape.Field field) {
    Problems problems = new Problems();
    Optional<Node> node = YamlText.read(yaml, problems);
    return node.flatMap(n -> new Binder(problems, new Bound()).bind(n, field.shape(), field.key()))
        .orElseThrow(
            () -> new IllegalStateException("no value of " + field + ": " + problems.sorted()));
  }

  private static Object any(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text.referring() ? "${env:X}" : "x";
      case Shape.Whole whole -> whole.from();
      case Shape.Letter letter -> ',';
      case Shape.Flag flag -> false;
      case Shape.Bytes bytes -> new Size(1);
      case Shape.Portion portion -> new Allowance.Count(1);
      case Shape.Span span -> Duration.ofSeconds(1);
      case Shape.Choice choice -> choice.options().getFirst().constant();
      case Shape.ListOf list -> List.of(any(list.element()));
      case Shape.MapOf map -> Map.of("x", any(map.value()));
      case Shape.Mapping mapping -> record(mapping);
      case Shape.OneOf oneOf -> record(first(oneOf).mapping());
    };
  }

  private static Shape.Alternative first(Shape.OneOf oneOf) {
    return oneOf.alternatives().stream()
        .findFirst()
        .orElseThrow(() ->
            new Refused(
                ErrorCode.JOB_INVALID,
                "no connector on the class path brings a " + oneOf.type().getSimpleName()));
  }

  private static Object record(Shape.Mapping mapping) {
    return mapping.construct(mapping.fields().stream().map(Substitutes::of).toArray());
  }
}

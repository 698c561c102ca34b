package io.godwit.common.job;

import io.godwit.common.job.shape.Shape;
import io.godwit.common.model.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * From YAML nodes to the values that shapes describe. A part that cannot be bound is reported and
 * left empty, and its neighbours are bound all the same, so that one reading finds everything.
 */
final class Binder {

  private final Problems problems;
  private final Bound bound;

  Binder(Problems problems, Bound bound) {
    this.problems = problems;
    this.bound = bound;
  }

  /** The value of a node; empty where it breaks a rule, which is then among the findings. */
  Optional<Object> bind(Node node, Shape shape, String path) {
    Optional<Object> value =
        switch (shape) {
          case Shape.Scalar scalar -> scalar(node, scalar, path);
          case Shape.ListOf list -> list(node, list, path);
          case Shape.MapOf map -> map(node, map, path);
          case Shape.Mapping mapping -> record(node, mapping, path);
          case Shape.OneOf oneOf -> new AroundBinder(this, problems).bind(node, oneOf, path);
        };
    bound.note(path, node, value);
    return value;
  }

  private Optional<Object> scalar(Node node, Shape.Scalar shape, String path) {
    if (!(node instanceof ScalarNode scalar)) {
      return unfit(node, path, "a single value is needed");
    }
    try {
      return Optional.of(Scalars.read(scalar, shape));
    } catch (IllegalArgumentException e) {
      String rule = Problems.rule(e);
      if (shape instanceof Shape.Text text && text.referring()) {
        problems.place(node, path, rule, Optional.empty());
      } else {
        problems.value(node, path, rule, Scalars.suggestion(scalar, shape));
      }
      return Optional.empty();
    }
  }

  private Optional<Object> list(Node node, Shape.ListOf shape, String path) {
    boolean fits =
        shape.element() instanceof Shape.Scalar
            ? node instanceof ScalarNode && !NodeKinds.isNull(node)
            : node instanceof MappingNode;
    if (shape.oneOrMore() && fits) {
      return bind(node, shape.element(), path).map(List::of);
    }
    if (!(node instanceof SequenceNode sequence)) {
      return unfit(node, path, "a list is needed");
    }
    List<Object> values = new ArrayList<>();
    int index = 0;
    for (Node element : sequence.getValue()) {
      bind(element, shape.element(), path + "[" + index++ + "]").ifPresent(values::add);
    }
    return values.size() == index ? Optional.of(values) : Optional.empty();
  }

  private Optional<Object> map(Node node, Shape.MapOf shape, String path) {
    if (shape.alone() && (node instanceof SequenceNode || node instanceof ScalarNode)) {
      return list(node, new Shape.ListOf(shape.value(), true), path).map(Binder::themselves);
    }
    if (!(node instanceof MappingNode mapping)) {
      return unfit(node, path, "a mapping is needed: a line 'name: value' for each");
    }
    Entries entries = new Entries(mapping, path, problems);
    bound.names(path, entries.keys());
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key : entries.keys()) {
      entries
          .value(key)
          .flatMap(value -> bind(value, shape.value(), Shape.join(path, key)))
          .ifPresent(value -> values.put(key, value));
    }
    return values.size() == entries.keys().size() ? Optional.of(values) : Optional.empty();
  }

  private static Object themselves(Object names) {
    Map<String, Object> values = new LinkedHashMap<>();
    ((List<?>) names).forEach(name -> values.put((String) name, name));
    return values;
  }

  private Optional<Object> record(Node node, Shape.Mapping shape, String path) {
    return node instanceof MappingNode mapping
        ? new RecordBinder(this, problems, bound).bind(mapping, shape, path)
        : unfit(node, path, "a mapping with " + String.join(", ", shape.keys()) + " is needed");
  }

  /** One of several records, without what may stand around it. */
  Optional<Object> oneOf(Node node, Shape.OneOf shape, String path) {
    String keys = String.join(", ", shape.keys());
    if (!(node instanceof MappingNode mapping)) {
      return unfit(node, path, "a mapping with one of " + keys + " is needed");
    }
    Entries entries = new Entries(mapping, path, new Problems());
    List<Shape.Alternative> chosen = chosen(shape, entries);
    if (chosen.isEmpty()) {
      return unchosen(node, shape, entries, path);
    }
    if (chosen.size() > 1) {
      String second = chosen.get(1).key();
      problems.place(
          entries.key(second).orElse(node),
          Shape.join(path, second),
          "stands beside " + chosen.getFirst().key() + ", but only one of " + keys + " may",
          Optional.empty());
      return Optional.empty();
    }
    Shape.Alternative alternative = chosen.getFirst();
    bound.chose(path, alternative.mapping().type());
    return alternative.nested()
        ? nested(mapping, alternative, path)
        : bind(mapping, alternative.mapping(), path);
  }

  /** Those whose key is there; where none is, the one whose key is nearly there. */
  private static List<Shape.Alternative> chosen(Shape.OneOf shape, Entries entries) {
    List<Shape.Alternative> exact =
        entries.keys().stream().flatMap(key -> shape.alternative(key).stream()).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    return entries.keys().stream()
        .flatMap(key -> NearestName.to(key, shape.keys()).stream())
        .flatMap(meant -> shape.alternative(meant).stream())
        .limit(1)
        .toList();
  }

  /** A single key that no alternative knows is what is wrong; else something is missing. */
  private Optional<Object> unchosen(Node node, Shape.OneOf shape, Entries entries, String path) {
    String keys = String.join(", ", shape.keys());
    String key = String.join("", entries.keys());
    boolean known = shape.alternatives().stream().anyMatch(a -> a.mapping().keys().contains(key));
    if (entries.keys().size() == 1 && !known) {
      problems.place(
          entries.key(key).orElse(node),
          Shape.join(path, key),
          "unknown key; the keys here are " + keys,
          Optional.empty());
      return Optional.empty();
    }
    return unfit(node, path, "one of " + keys + " is required, but missing");
  }

  private Optional<Object> nested(MappingNode node, Shape.Alternative alternative, String path) {
    Entries entries = new Entries(node, path, problems);
    entries.expect(List.of(alternative.key()), path, problems);
    return entries
        .value(alternative.key())
        .flatMap(value -> bind(value, alternative.mapping(), Shape.join(path, alternative.key())));
  }

  private Optional<Object> unfit(Node node, String path, String rule) {
    // The value is not repeated: a connection written as one text may hold a password.
    problems.place(node, path, rule, Optional.empty());
    return Optional.empty();
  }
}

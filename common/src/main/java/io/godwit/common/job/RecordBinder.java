package io.godwit.common.job;

import io.godwit.common.job.shape.Shape;
import io.godwit.common.spec.rule.BrokenRule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Binds one record. A component that could not be bound gets a substitute, so that the record's
 * constructor can still say what is wrong with the others; a rule that concerns a substitute is not
 * reported, and the record itself is then thrown away.
 */
final class RecordBinder {

  private final Binder binder;
  private final Problems problems;
  private final Bound bound;
  private final Set<String> substituted = new HashSet<>();

  RecordBinder(Binder binder, Problems problems, Bound bound) {
    this.binder = binder;
    this.problems = problems;
    this.bound = bound;
  }

  Optional<Object> bind(MappingNode node, Shape.Mapping shape, String path) {
    Entries entries = new Entries(node, path, problems);
    entries.expect(shape.keys(), path, problems);
    List<Shape.Field> fields = shape.fields();
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      Shape.Field field = fields.get(i);
      Optional<Node> value = entries.value(field.key());
      values[i] =
          value.isPresent()
              ? present(value.get(), field, Shape.join(path, field.key()))
              : absent(node, field, shape, values, path);
    }
    return construct(node, shape, values, entries, path);
  }

  private Object present(Node node, Shape.Field field, String path) {
    Optional<Object> value = binder.bind(node, field.shape(), path);
    if (value.isEmpty()) {
      substituted.add(field.key());
      return Substitutes.of(field);
    }
    field.connection().ifPresent(kind -> bound.use(path, node, (String) value.get(), kind));
    return field.absent() instanceof Shape.Absent.Nothing ? value : value.get();
  }

  private Object absent(
      Node node, Shape.Field field, Shape.Mapping shape, Object[] values, String path) {
    return switch (field.absent()) {
      case Shape.Absent.Nothing nothing -> Optional.empty();
      case Shape.Absent.Stands stands -> Substitutes.of(field);
      case Shape.Absent.Same same -> {
        if (substituted.contains(same.key())) {
          substituted.add(field.key());
        }
        yield values[shape.keys().indexOf(same.key())];
      }
      case Shape.Absent.Refused refused -> {
        problems.place(
            node, Shape.join(path, field.key()), "required, but missing", Optional.empty());
        substituted.add(field.key());
        yield Substitutes.of(field);
      }
    };
  }

  /** Each round either ends or substitutes one component more. */
  private Optional<Object> construct(
      Node node, Shape.Mapping shape, Object[] values, Entries entries, String path) {
    while (true) {
      try {
        Object built = shape.construct(values);
        return substituted.isEmpty() ? Optional.of(built) : Optional.empty();
      } catch (BrokenRule e) {
        if (e.components().stream().anyMatch(substituted::contains)) {
          return Optional.empty();
        }
        report(e, node, shape, entries, path);
        for (String key : e.components()) {
          substituted.add(key);
          int i = shape.keys().indexOf(key);
          values[i] = Substitutes.of(shape.fields().get(i));
        }
      } catch (IllegalArgumentException e) {
        if (substituted.isEmpty()) {
          problems.place(node, path, Problems.rule(e), Optional.empty());
        }
        return Optional.empty();
      }
    }
  }

  private void report(BrokenRule e, Node node, Shape.Mapping shape, Entries entries, String path) {
    String key =
        e.components().stream()
            .filter(k -> entries.value(k).isPresent())
            .findFirst()
            .orElse(e.components().getFirst());
    Node at = entries.value(key).orElse(node);
    String place = Shape.join(path, key);
    if (shape.fields().get(shape.keys().indexOf(key)).referring()) {
      problems.place(at, place, Problems.rule(e), Optional.empty());
    } else {
      problems.value(at, place, Problems.rule(e), Optional.empty());
    }
  }
}

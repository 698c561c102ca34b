package io.godwit.common.job.connection;

import io.godwit.common.job.shape.Shape;
import io.godwit.common.spec.Job;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which connections a job uses, found by what its records say of their components. */
final class ConnectionUse {

  private final Set<String> names = new LinkedHashSet<>();

  private ConnectionUse() {}

  /** The names, in the order of the job file; a connection that is only named is none of them. */
  static Set<String> of(Job job, Shape.Mapping shape) {
    ConnectionUse use = new ConnectionUse();
    use.in(job, shape);
    return use.names;
  }

  /** Those of its source alone. */
  static Set<String> ofSource(Job job, Shape.Mapping shape) {
    ConnectionUse use = new ConnectionUse();
    shape.fields().stream()
        .filter(field -> job.source().equals(field.of(job)))
        .forEach(field -> use.in(job, field));
    return use.names;
  }

  private void in(Object value, Shape shape) {
    switch (shape) {
      case Shape.Mapping mapping -> mapping.fields().forEach(field -> in(value, field));
      case Shape.OneOf oneOf -> in(value, oneOf.of(value).mapping());
      case Shape.ListOf list -> ((Collection<?>) value).forEach(part -> in(part, list.element()));
      case Shape.MapOf map -> ((Map<?, ?>) value).values().forEach(part -> in(part, map.value()));
      case Shape.Scalar ignored -> {}
    }
  }

  private void in(Object record, Shape.Field field) {
    Object value = field.of(record);
    if (field.connection().isPresent()) {
      if (value instanceof Optional<?> left) {
        left.ifPresent(name -> names.add((String) name));
      } else {
        names.add((String) value);
      }
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(part -> in(part, field.shape()));
    } else {
      in(value, field.shape());
    }
  }
}

package io.godwit.common.model.schema;

import java.util.List;
import java.util.Optional;

/**
 * What is known of the records of one unit.
 *
 * @param fields in the order of the source
 * @param key the fields that identify a record, in the order of the job file
 * @param exact whether every record has these fields and no others; otherwise they are those of a
 *     sample
 */
public record Schema(List<Field> fields, List<String> key, boolean exact) {

  /** Takes unmodifiable copies. */
  public Schema {
    fields = List.copyOf(fields);
    key = List.copyOf(key);
  }

  /** The names of the fields that every record has; empty where records differ. */
  public Optional<List<String>> exactFields() {
    return Optional.of(fields.stream().map(Field::name).toList())
        .filter(names -> exact && !names.isEmpty());
  }
}

package io.godwit.common.model.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at the beginning of a source shows, whatever its size.
 *
 * @param units what is known of the records of each unit, in the order of the source
 * @param remarks what a person should know before the run, a sentence each
 */
public record Inspection(Map<String, Schema> units, List<String> remarks) {

  /** Takes unmodifiable copies. */
  public Inspection {
    units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
    remarks = List.copyOf(remarks);
  }

  /** The fields of all units, each name once, in the order of the source. */
  public Collection<Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Schema unit : units.values()) {
      unit.fields().forEach(field -> fields.putIfAbsent(field.name(), field));
    }
    return fields.values();
  }

  /** The names of the fields that every record has; empty where records differ. */
  public Optional<List<String>> exactFields() {
    List<String> names = new ArrayList<>();
    for (Field field : fields()) {
      names.add(field.name());
    }
    return Optional.of(names)
        .filter(all -> !all.isEmpty() && units.values().stream().allMatch(Schema::exact));
  }
}

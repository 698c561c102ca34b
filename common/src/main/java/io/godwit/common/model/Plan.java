package io.godwit.common.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a source will be read.
 *
 * @param splits in the order of the source, numbered from 0
 * @param fingerprint changes when the source does; a run is resumed only over the same one
 * @param units what is known of the records of each unit, in the order of the source
 * @param remarks what a person should know before the run, a sentence each
 */
public record Plan(
    List<Split> splits, String fingerprint, Map<String, Schema> units, List<String> remarks) {

  /** Takes unmodifiable copies. */
  public Plan {
    splits = List.copyOf(splits);
    units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
    remarks = List.copyOf(remarks);
  }

  /** A plan of which there is nothing to remark. */
  public Plan(List<Split> splits, String fingerprint, Map<String, Schema> units) {
    this(splits, fingerprint, units, List.of());
  }

  /** The records of all splits, counted at the source. */
  public long records() {
    return splits.stream().mapToLong(Split::records).sum();
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

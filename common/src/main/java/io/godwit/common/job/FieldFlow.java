package io.godwit.common.job;

import io.godwit.common.spec.FieldEffect;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which fields a record can still have after its steps, as far as the job alone can tell. */
final class FieldFlow {

  /** All fields that there may be, where something said so. */
  private Optional<Set<String>> only = Optional.empty();

  private String onlySince = "the source does not have it";
  private final Map<String, String> gone = new HashMap<>();

  /** The source has these fields and no others. */
  void only(Collection<String> fields) {
    only = Optional.of(new HashSet<>(fields));
  }

  /** A step does this to them. */
  void pass(List<FieldEffect> effects, String path) {
    for (FieldEffect effect : effects) {
      switch (effect) {
        case FieldEffect.Makes(List<String> fields) -> add(fields);
        case FieldEffect.Removes(List<String> fields) -> remove(fields, path);
        case FieldEffect.Renames(Map<String, String> names) -> rename(names, path);
        case FieldEffect.Keeps(List<String> fields) -> {
          only(fields.stream().filter(field -> whyAbsent(field).isEmpty()).toList());
          onlySince = path + " does not keep it";
        }
        case FieldEffect.Unfolds ignored -> {
          only = Optional.empty();
          gone.clear();
        }
        case FieldEffect.Reads ignored -> {}
        case FieldEffect.Retypes ignored -> {}
      }
    }
  }

  private void rename(Map<String, String> names, String path) {
    List<String> arriving =
        names.entrySet().stream()
            .filter(e -> whyAbsent(e.getKey()).isEmpty())
            .map(Map.Entry::getValue)
            .toList();
    remove(names.keySet(), path);
    add(arriving);
  }

  /** Why a field is surely absent; empty where it may be there. A path into a field always may. */
  Optional<String> whyAbsent(String field) {
    if (field.contains(".")) {
      return Optional.empty();
    }
    return Optional.ofNullable(gone.get(field))
        .map(path -> path + " takes it away")
        .or(() -> only.filter(fields -> !fields.contains(field)).map(fields -> onlySince));
  }

  private void add(Collection<String> fields) {
    fields.forEach(gone::remove);
    only.ifPresent(set -> set.addAll(fields));
  }

  private void remove(Collection<String> fields, String path) {
    fields.forEach(field -> gone.put(field, path));
  }
}

package io.godwit.common.job;

import io.godwit.common.spec.StepSpec;
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

  private String onlySince = "the header does not name it";
  private final Map<String, String> gone = new HashMap<>();

  /** The source has these fields and no others. */
  void only(Collection<String> fields) {
    only = Optional.of(new HashSet<>(fields));
  }

  void pass(StepSpec step, String path) {
    switch (step) {
      case StepSpec.Set set -> add(set.set().keySet());
      case StepSpec.Lookup lookup -> add(lookup.take());
      case StepSpec.Remove remove -> remove(remove.remove(), path);
      case StepSpec.Rename rename -> {
        List<String> arriving =
            rename.rename().entrySet().stream()
                .filter(e -> whyAbsent(e.getKey()).isEmpty())
                .map(Map.Entry::getValue)
                .toList();
        remove(rename.rename().keySet(), path);
        add(arriving);
      }
      case StepSpec.Keep keep -> {
        only(keep.keep().stream().filter(field -> whyAbsent(field).isEmpty()).toList());
        onlySince = path + " does not keep it";
      }
      case StepSpec.Cast cast -> {}
      case StepSpec.Drop drop -> {}
    }
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

package io.godwit.worker.step;

import io.godwit.common.spec.StepSpec;
import io.godwit.common.wire.Placement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the sink's key back through the steps to the fields of the source that it is made of.
 * What is left of the steps on the way is run before a record is placed; all else, and all other
 * fields, are of no concern to the key.
 */
public final class KeyTrace {

  /** Whether the key that the sink will have can be known before the steps are run. */
  public sealed interface Trace {

    /** It can. */
    record Known(Placement placement) implements Trace {}

    /**
     * It cannot.
     *
     * @param reason which step makes which field of it out of what
     */
    record Unknown(String reason) implements Trace {}
  }

  private final Deque<FieldOp> ops = new ArrayDeque<>();
  private final Set<String> needed;
  private boolean all;
  private Optional<String> unknown = Optional.empty();

  private KeyTrace(List<String> key) {
    needed = new LinkedHashSet<>(key);
  }

  /** What is known of a sink's key behind these steps. */
  public static Trace of(List<StepSpec> steps, List<String> key) {
    KeyTrace trace = new KeyTrace(key);
    for (int number = steps.size(); number > 0 && trace.unknown.isEmpty(); number--) {
      trace.before(number, steps.get(number - 1));
    }
    return trace
        .unknown
        .<Trace>map(Trace.Unknown::new)
        .orElseGet(() -> new Trace.Known(trace.placement(key)));
  }

  private Placement placement(List<String> key) {
    Optional<Set<String>> fields = all ? Optional.empty() : Optional.of(Set.copyOf(needed));
    return new SinkKeyPlacement(List.copyOf(key), fields, List.copyOf(ops));
  }

  private void before(int number, StepSpec step) {
    switch (step) {
      case StepSpec.Set(Map<String, String> set) -> set(number, set);
      case StepSpec.Rename(Map<String, String> rename) -> rename(rename);
      case StepSpec.Keep(List<String> keep) -> {
        if (all || !keep.containsAll(needed)) {
          ops.addFirst(SelectOp.keep(keep));
        }
      }
      case StepSpec.Remove(List<String> remove) -> {
        if (all || remove.stream().anyMatch(needed::contains)) {
          ops.addFirst(SelectOp.remove(remove));
        }
      }
      case StepSpec.Cast(var cast) ->
          // Each concerns one field, so their order is of no matter.
          cast.forEach((field, type) -> {
            if (all || needed.contains(field)) {
              ops.addFirst(new CastOp(field, type));
            }
          });
      // What is dropped is placed for nothing.
      case StepSpec.Drop ignored -> {}
      case StepSpec.Lookup lookup -> lookup(number, lookup);
    }
  }

  private void set(int number, Map<String, String> set) {
    for (Map.Entry<String, String> entry : new LinkedHashMap<>(set).reversed().entrySet()) {
      String field = entry.getKey();
      if (all || needed.contains(field)) {
        try {
          ExpressionLanguage.Compiled compiled =
              ExpressionLanguage.STANDARD.compile(entry.getValue());
          ops.addFirst(new SetOp(field, entry.getValue(), compiled.run()));
          needed.remove(field);
          needed.addAll(compiled.use().read());
          needed.addAll(compiled.use().asked());
          all |= compiled.use().whole();
        } catch (UnfitValue e) {
          unknown =
              Optional.of("step " + number + " sets '" + field + "' by what is no expression");
        }
      }
    }
  }

  /** A field whose old name a record lacks keeps what stands under the new one. */
  private void rename(Map<String, String> rename) {
    Map<String, String> relevant = new LinkedHashMap<>();
    rename.forEach((from, to) -> {
      if (all || needed.contains(to) || needed.contains(from)) {
        relevant.put(from, to);
      }
    });
    if (!relevant.isEmpty()) {
      ops.addFirst(new RenameOp(relevant));
      needed.addAll(relevant.keySet());
    }
  }

  private void lookup(int number, StepSpec.Lookup lookup) {
    for (String column : lookup.take()) {
      if (all || needed.contains(column)) {
        unknown =
            Optional.of(
                "step "
                    + number
                    + " takes '"
                    + column
                    + "', of which the sink's key is made, from table "
                    + lookup.table());
        return;
      }
    }
  }
}

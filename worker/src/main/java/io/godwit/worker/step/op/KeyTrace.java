package io.godwit.worker.step.op;

import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.SplitArraySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    record Known(KeyedPlacement placement) implements Trace {}

    /**
     * It cannot.
     *
     * @param reason which step makes which field of it
     */
    record Unknown(String reason) implements Trace {}
  }

  private KeyTrace() {}

  /** What is known of a sink's key behind these steps. */
  public static Trace of(List<StepSpec> steps, List<String> key) {
    KeyNeeds needs = new KeyNeeds(key);
    List<String> placing = new ArrayList<>(key);
    for (int number = steps.size(); number > 0; number--) {
      if (steps.get(number - 1) instanceof SplitArraySpec split) {
        coarsen(split, needs, placing);
      }
      Optional<String> unknown = before(number, steps.get(number - 1), needs);
      if (unknown.isPresent()) {
        return new Trace.Unknown(unknown.get());
      }
    }
    return new Trace.Known(new SinkKeyPlacement(List.copyOf(placing), needs.fields(), needs.ops()));
  }

  /**
   * Parts of a record are at one place, so what a part has of its element tells no place from
   * another: the rest of the key will do, which is equal where the whole is. Left as it is where
   * steps behind have changed what it is made of, or where nothing would be left.
   */
  private static void coarsen(SplitArraySpec split, KeyNeeds needs, List<String> placing) {
    List<String> made = split.parts().made();
    if (needs.ops().isEmpty() && !made.containsAll(placing)) {
      placing.removeAll(made);
      made.forEach(needs::without);
    }
  }

  /** The fields before a step of which fields behind it are made; empty where any may be. */
  public static Optional<Set<String>> sourceOf(StepSpec step, Set<String> fields) {
    KeyNeeds needs = new KeyNeeds(fields);
    boolean followed =
        before(1, step, needs).isEmpty()
            || step.effects().stream().noneMatch(FieldEffect.Unfolds.class::isInstance);
    return followed ? needs.fields() : Optional.empty();
  }

  /** Follows the key to before a step; answers why it cannot be followed. */
  private static Optional<String> before(int number, StepSpec step, KeyNeeds needs) {
    if (step instanceof FieldStepSpec fields) {
      return through(number, fields, needs);
    }
    if (step.effects().stream().anyMatch(FieldEffect.Unfolds.class::isInstance)) {
      return Optional.of(
          "step "
              + number
              + " ("
              + KindKey.of(step.getClass())
              + ") makes fields that only the records know");
    }
    return step.effects().stream()
        .flatMap(effect -> made(effect).stream())
        .filter(needs::concern)
        .findFirst()
        .map(field -> says(number, step, field) + ", of which the sink's key is made");
  }

  private static Optional<String> through(int number, FieldStepSpec step, KeyNeeds needs) {
    if (step instanceof FieldStepSpec.Set(Map<String, String> set)) {
      // One by one, since an expression that is of no concern need not be one.
      for (Map.Entry<String, String> entry : new LinkedHashMap<>(set).reversed().entrySet()) {
        try {
          if (needs.concern(entry.getKey())) {
            FieldOps.of(new FieldStepSpec.Set(Map.of(entry.getKey(), entry.getValue())))
                .forEach(op -> op.traceBack(needs));
          }
        } catch (Refused noExpression) {
          return Optional.of(says(number, step, entry.getKey()) + " by what is no expression");
        }
      }
    } else if (!(step instanceof FieldStepSpec.Drop)) {
      FieldOps.of(step).forEach(op -> op.traceBack(needs));
    }
    return Optional.empty();
  }

  private static String says(int number, StepSpec step, String field) {
    return "step " + number + " (" + KindKey.of(step.getClass()) + ") makes '" + field + "'";
  }

  /** The fields that stand for another value behind a step that is no operation on fields. */
  private static List<String> made(FieldEffect effect) {
    return switch (effect) {
      case FieldEffect.Reads ignored -> List.of();
      case FieldEffect.Makes(List<String> fields) -> fields;
      case FieldEffect.Retypes(var types) -> List.copyOf(types.keySet());
      case FieldEffect.Renames(var names) -> List.copyOf(names.values());
      case FieldEffect.Keeps ignored -> List.of();
      case FieldEffect.Removes ignored -> List.of();
      case FieldEffect.Unfolds(List<String> fields) -> fields;
    };
  }
}

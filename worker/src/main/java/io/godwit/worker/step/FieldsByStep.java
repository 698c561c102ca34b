package io.godwit.worker.step;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.worker.step.expression.ExpressionLanguage;
import io.godwit.worker.step.expression.UnfitValue;
import io.godwit.worker.step.kinds.FieldName;
import io.godwit.worker.step.kinds.KindCheck;
import io.godwit.worker.step.kinds.KindSet;
import io.godwit.worker.step.op.FieldOps;
import io.godwit.worker.step.spec.FieldStepSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields records have after each step, worked out without a record. Finds the misspelt name
 * before a run, where the steps themselves would do nothing, or reject every record.
 */
public final class FieldsByStep {

  private final boolean exact;
  private final List<String> unknown = new ArrayList<>();
  private final List<String> invalid = new ArrayList<>();

  /** The fields that a record can have at this point; empty where it can have any. */
  private Optional<Set<String>> possible;

  /** What the fields surely hold; of others nothing is known. */
  private Map<String, KindSet> kinds = new HashMap<>();

  private int number;

  private FieldsByStep(Optional<List<String>> source, Map<String, FieldType> types) {
    types.forEach((field, type) -> kinds.put(field, KindSet.of(type)));
    this.exact = source.isPresent();
    this.possible = source.map(LinkedHashSet::new);
  }

  /**
   * The fields after the last step, in their order.
   *
   * @param steps the steps of the job
   * @param source the fields that every record of the source has; empty where they differ between
   *     records, as in JSON: names are then checked only behind a {@code keep}
   * @param types the types that fields surely have in every record, null aside; a field of a
   *     sampled or guessed type is not among them
   * @return empty where the source's fields are not known
   * @throws Refused {@link ErrorCode#SOURCE_FIELD_UNKNOWN} where steps name fields that no record
   *     can have, with the nearest name for each; {@link ErrorCode#JOB_INVALID} where an expression
   *     cannot be compiled or has a value for no record, or a rename would give every record two
   *     fields of one name
   */
  public static Optional<List<String>> through(
      List<StepSpec> steps, Optional<List<String>> source, Map<String, FieldType> types) {
    FieldsByStep flow = new FieldsByStep(source, types);
    for (StepSpec step : steps) {
      flow.number++;
      flow.pass(step);
    }
    flow.report();
    return flow.exact ? flow.possible.map(List::copyOf) : Optional.empty();
  }

  private void pass(StepSpec step) {
    String what = KindKey.of(step.getClass());
    if (step instanceof FieldStepSpec.Set(Map<String, String> set)) {
      set.forEach((field, text) -> {
        KindSet result = expression(what + " " + field, text, false);
        make(List.of(field));
        kinds.put(field, result);
      });
    } else if (step instanceof FieldStepSpec.Drop(String condition)) {
      expression(what, condition, true);
    } else {
      step.effects().forEach(effect -> pass(what, effect));
    }
  }

  private void pass(String what, FieldEffect effect) {
    switch (effect) {
      case FieldEffect.Reads(List<String> fields) -> require(what, fields);
      case FieldEffect.Makes(List<String> fields) -> make(fields);
      case FieldEffect.Renames(Map<String, String> names) -> rename(what, names);
      case FieldEffect.Keeps(List<String> fields) -> keep(what, fields);
      case FieldEffect.Unfolds(List<String> fields) -> {
        require(what, fields);
        possible = Optional.empty();
        kinds.clear();
      }
      case FieldEffect.Removes(List<String> fields) -> {
        require(what, fields);
        possible.ifPresent(names -> fields.forEach(names::remove));
      }
      case FieldEffect.Retypes(var types) -> {
        require(what, types.keySet());
        types.forEach((field, type) -> kinds.put(field, KindSet.of(type)));
      }
    }
  }

  private void make(List<String> fields) {
    fields.forEach(kinds::remove);
    possible.ifPresent(names -> names.addAll(fields));
  }

  /** The kinds that its result can have. */
  private KindSet expression(String what, String text, boolean condition) {
    try {
      ExpressionLanguage.Compiled compiled = ExpressionLanguage.STANDARD.compile(text);
      require(what, compiled.use().required());
      KindCheck.Found found = compiled.check(kinds, condition);
      found
          .problems()
          .forEach(problem -> invalid.add(FieldOps.problem(number, what, text, problem)));
      return found.result();
    } catch (UnfitValue e) {
      invalid.add(FieldOps.problem(number, what, text, String.valueOf(e.getMessage())));
      return KindSet.ANY;
    }
  }

  private void keep(String what, List<String> keep) {
    require(what, keep);
    Set<String> kept = new LinkedHashSet<>(possible.orElseGet(() -> new LinkedHashSet<>(keep)));
    kept.retainAll(keep);
    possible = Optional.of(kept);
  }

  private void rename(String what, Map<String, String> rename) {
    require(what, rename.keySet());
    Map<String, KindSet> moved = new HashMap<>();
    kinds.forEach((field, known) -> moved.put(rename.getOrDefault(field, field), known));
    kinds = moved;
    possible =
        possible.map(names -> {
          Set<String> renamed = new LinkedHashSet<>();
          for (String name : names) {
            String to = rename.getOrDefault(name, name);
            if (!renamed.add(to) && exact) {
              invalid.add(
                  "step "
                      + number
                      + ", "
                      + what
                      + ": every record would have two fields '"
                      + to
                      + "'");
            }
          }
          return renamed;
        });
  }

  private void require(String what, Collection<String> fields) {
    possible.ifPresent(names ->
        fields.stream()
            .filter(field -> !names.contains(field))
            .forEach(field -> unknown.add(message(what, field, names))));
  }

  private String message(String what, String field, Set<String> names) {
    String hint =
        NearestName.to(field, names)
            .map(near -> "did you mean '" + near + "'?" + brackets(near))
            .orElseGet(() -> "there are " + String.join(", ", names));
    return "step "
        + number
        + ", "
        + what
        + ": records have no field '"
        + field
        + "' at this point; "
        + hint;
  }

  /** {@code r.first-name} is a subtraction, which is hard to see. */
  private static String brackets(String field) {
    return FieldName.isPlain(field) ? "" : " an expression has it as " + FieldName.written(field);
  }

  private void report() {
    List<String> all = new ArrayList<>(unknown);
    all.addAll(invalid);
    if (!all.isEmpty()) {
      throw new Refused(
          unknown.isEmpty() ? ErrorCode.JOB_INVALID : ErrorCode.SOURCE_FIELD_UNKNOWN,
          String.join("\n", all));
    }
  }
}

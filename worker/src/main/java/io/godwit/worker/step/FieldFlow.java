package io.godwit.worker.step;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.NearestName;
import io.godwit.common.model.Refused;
import io.godwit.common.spec.StepSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields records have after each step, worked out without a record. Finds the misspelt name
 * before a run, where the steps themselves would do nothing, or reject every record.
 */
public final class FieldFlow {

  private final boolean exact;
  private final List<String> unknown = new ArrayList<>();
  private final List<String> invalid = new ArrayList<>();

  /** The fields that a record can have at this point; empty where it can have any. */
  private Optional<Set<String>> possible;

  private int number;

  private FieldFlow(Optional<List<String>> source) {
    this.exact = source.isPresent();
    this.possible = source.map(LinkedHashSet::new);
  }

  /**
   * The fields after the last step, in their order.
   *
   * @param steps the steps of the job
   * @param source the fields that every record of the source has; empty where they differ between
   *     records, as in JSON: names are then checked only behind a {@code keep}
   * @return empty where the source's fields are not known
   * @throws Refused {@link ErrorCode#SOURCE_FIELD_UNKNOWN} where steps name fields that no record
   *     can have, with the nearest name for each; {@link ErrorCode#JOB_INVALID} where an expression
   *     cannot be compiled, or a rename would give every record two fields of one name
   */
  public static Optional<List<String>> through(
      List<StepSpec> steps, Optional<List<String>> source) {
    FieldFlow flow = new FieldFlow(source);
    for (StepSpec step : steps) {
      flow.number++;
      flow.pass(step);
    }
    flow.report();
    return flow.exact ? flow.possible.map(List::copyOf) : Optional.empty();
  }

  private void pass(StepSpec step) {
    switch (step) {
      case StepSpec.Set(Map<String, String> set) ->
          set.forEach((field, text) -> {
            expression("set " + field, text);
            possible.ifPresent(names -> names.add(field));
          });
      case StepSpec.Drop(String condition) -> expression("drop", condition);
      case StepSpec.Rename(Map<String, String> rename) -> rename(rename);
      case StepSpec.Keep(List<String> keep) -> keep(keep);
      case StepSpec.Remove(List<String> remove) -> {
        require("remove", remove);
        possible.ifPresent(names -> remove.forEach(names::remove));
      }
      case StepSpec.Cast(var cast) -> require("cast", cast.keySet());
      case StepSpec.Lookup lookup -> {
        require("lookup", List.of(lookup.by()));
        possible.ifPresent(names -> names.addAll(lookup.take()));
      }
    }
  }

  private void expression(String what, String text) {
    try {
      require(what, ExpressionLanguage.STANDARD.compile(text).use().required());
    } catch (Unfit e) {
      invalid.add(Steps.problem(number, what, text, e));
    }
  }

  private void keep(List<String> keep) {
    require("keep", keep);
    Set<String> kept = new LinkedHashSet<>(possible.orElseGet(() -> new LinkedHashSet<>(keep)));
    kept.retainAll(keep);
    possible = Optional.of(kept);
  }

  private void rename(Map<String, String> rename) {
    require("rename", rename.keySet());
    possible =
        possible.map(names -> {
          Set<String> renamed = new LinkedHashSet<>();
          for (String name : names) {
            String to = rename.getOrDefault(name, name);
            if (!renamed.add(to) && exact) {
              invalid.add(
                  "step " + number + ", rename: every record would have two fields '" + to + "'");
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
            .map(near -> "did you mean '" + near + "'?")
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

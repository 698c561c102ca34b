package io.godwit.cli.prepare;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.spec.ArrayParts;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spec.rule.UnitPattern;
import io.godwit.worker.step.expression.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checks of what stands beside steps and sinks: it names units that there are and fields that
 * records have, and no unit is without a place.
 */
final class EntryCheck {

  private final List<String> problems = new ArrayList<>();

  private EntryCheck() {}

  /**
   * Checks the units of a job.
   *
   * @param units of its source; may be empty, where nothing is known of them
   * @throws Refused {@link ErrorCode#JOB_INVALID} where a pattern stands for none of them, or one
   *     of them goes nowhere
   */
  static void units(Job job, Collection<String> units) {
    if (units.isEmpty()) {
      return;
    }
    EntryCheck check = new EntryCheck();
    for (int i = 0; i < job.steps().size(); i++) {
      if (job.steps().get(i) instanceof UnitStep(StepSpec ignored, UnitStep.Rules rules)) {
        check.patterns("steps[" + i + "].for", rules.units(), units);
      }
    }
    for (int i = 0; i < job.sinks().size(); i++) {
      Optional<List<String>> patterns =
          SinkEntry.rules(job.sinks().get(i)).flatMap(SinkEntry.Rules::units);
      if (patterns.isPresent()) {
        check.patterns("sink[" + i + "].for", patterns.get(), units);
      }
    }
    List<String> nowhere = units.stream().filter(unit -> job.sinks(unit).isEmpty()).toList();
    if (!nowhere.isEmpty()) {
      check.problems.add(
          "sink: no place is for the units "
              + some(nowhere)
              + "; add one whose for names them, or leave them out of the source");
    }
    check.report(ErrorCode.JOB_INVALID);
  }

  private void patterns(String path, List<String> patterns, Collection<String> units) {
    for (String pattern : patterns) {
      if (units.stream().noneMatch(new UnitPattern(pattern)::matches)) {
        problems.add(path + ": '" + pattern + "' is the name of no unit; " + hint(pattern, units));
      }
    }
  }

  private static String some(Collection<String> names) {
    String first = String.join(", ", names.stream().limit(8).toList());
    return names.size() > 8 ? first + " and %d more".formatted(names.size() - 8) : first;
  }

  /**
   * The fields of the rows that a place takes.
   *
   * @param number of the place among those of the job
   * @param record the fields of every record behind the last step; empty where records differ
   * @return empty where rows differ
   * @throws Refused {@link ErrorCode#SOURCE_FIELD_UNKNOWN} where it names fields that no record has
   */
  static Optional<Set<String>> rows(int number, SinkSpec sink, Optional<List<String>> record) {
    Optional<Set<String>> fields = record.map(LinkedHashSet::new);
    Optional<SinkEntry.Rules> rules = SinkEntry.rules(sink);
    EntryCheck check = new EntryCheck();
    if (rules.isPresent()) {
      fields = check.rows("sink[" + number + "]", rules.get(), fields);
    }
    check.report(ErrorCode.SOURCE_FIELD_UNKNOWN);
    return fields;
  }

  private Optional<Set<String>> rows(
      String path, SinkEntry.Rules rules, Optional<Set<String>> record) {
    rules
        .when()
        .ifPresent(
            text -> require(path + ".when", Condition.of(path + ".when", text).required(), record));
    Optional<Set<String>> row =
        rules.each().isPresent() ? part(path + ".each", rules.each().get(), record) : record;
    if (rules.fields().isEmpty()) {
      return row;
    }
    Map<String, String> names = rules.fields().get();
    require(path + ".fields", names.values(), row);
    return Optional.of(new LinkedHashSet<>(names.keySet()));
  }

  private Optional<Set<String>> part(String path, ArrayParts split, Optional<Set<String>> record) {
    require(path + ".field", List.of(split.field()), record);
    split.keep().ifPresent(keep -> require(path + ".keep", keep, record));
    Optional<Set<String>> kept =
        split.keep().isPresent() ? split.keep().map(LinkedHashSet::new) : record;
    return kept.map(fields -> {
      Set<String> part = new LinkedHashSet<>(fields);
      part.remove(split.field());
      for (String made : split.made()) {
        if (!part.add(made)) {
          problems.add(
              path
                  + ": a part would have two fields named '"
                  + made
                  + "'; keep names the fields of the record that it has");
        }
      }
      return part;
    });
  }

  private static String hint(String wrong, Collection<String> known) {
    return NearestName.to(wrong, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> "there are " + some(known));
  }

  private void require(String path, Collection<String> names, Optional<Set<String>> fields) {
    fields.ifPresent(known ->
        names.stream()
            .filter(name -> !known.contains(name))
            .forEach(name ->
                problems.add(
                    path
                        + ": records have no field '"
                        + name
                        + "' at this point; "
                        + hint(name, known))));
  }

  private void report(ErrorCode code) {
    if (!problems.isEmpty()) {
      throw new Refused(code, String.join("\n", problems));
    }
  }
}

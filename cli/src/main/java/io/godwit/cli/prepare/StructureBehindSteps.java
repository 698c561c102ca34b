package io.godwit.cli.prepare;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.KindKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the units of a source are made of behind the steps of a job: fields with other names, and
 * fewer of them. That follows from what steps say of themselves, and types stay the declared ones.
 * Fields that a step makes or gives another type are refused: what they hold is known record by
 * record, and a column made of a guess would refuse some of them.
 *
 * <p>With a field goes what is over it: an index, a reference, a counter.
 */
final class StructureBehindSteps {

  private final Structure unit;

  /** The names behind the steps by those at the source, of the fields that are left. */
  private final Map<String, String> names = new LinkedHashMap<>();

  private StructureBehindSteps(Structure unit) {
    this.unit = unit;
    unit.schema().fields().forEach(field -> names.put(field.name(), field.name()));
  }

  /**
   * The units in their order.
   *
   * @throws Refused {@link ErrorCode#JOB_INVALID} where a step makes a field or gives it another
   *     type, where two fields get one name, or where a field of the key is gone or has another
   *     name than the sink is to place records by
   */
  static List<Structure> of(Job job, List<Structure> units) {
    Map<String, StructureBehindSteps> all = new LinkedHashMap<>();
    for (Structure unit : units) {
      StructureBehindSteps behind = new StructureBehindSteps(unit);
      List<StepSpec> steps = job.steps(unit.unit());
      for (int i = 0; i < steps.size(); i++) {
        behind.pass(i + 1, steps.get(i));
      }
      behind.requireKey(job);
      all.put(unit.unit(), behind);
    }
    return all.values().stream().map(behind -> behind.structure(all)).toList();
  }

  private void pass(int number, StepSpec step) {
    String what = "step " + number + " (" + KindKey.of(step.getClass()) + ")";
    for (FieldEffect effect : step.effects()) {
      switch (effect) {
        case FieldEffect.Reads ignored -> {}
        case FieldEffect.Keeps(List<String> fields) -> names.values().retainAll(fields);
        case FieldEffect.Removes(List<String> fields) -> names.values().removeAll(fields);
        case FieldEffect.Renames(Map<String, String> renames) -> rename(what, renames);
        case FieldEffect.Makes(List<String> fields) -> throw untold(what + " makes", fields);
        case FieldEffect.Retypes(var types) ->
            throw untold(what + " gives another type to", List.copyOf(types.keySet()));
        case FieldEffect.Unfolds(List<String> fields) ->
            throw untold(what + " makes what only the records know of", fields);
      }
    }
  }

  private void rename(String what, Map<String, String> renames) {
    names.replaceAll((source, name) -> renames.getOrDefault(name, name));
    Map<String, String> taken = new HashMap<>();
    names.forEach((source, name) ->
        Optional.ofNullable(taken.put(name, source))
            .ifPresent(other -> {
              throw new Refused(
                  ErrorCode.JOB_INVALID,
                  "sink.create: %s gives the fields %s and %s of %s one name, %s"
                      .formatted(what, other, source, unit.unit(), name));
            }));
  }

  private Refused untold(String why, List<String> fields) {
    return new Refused(
        ErrorCode.JOB_INVALID,
        "sink.create: %s %s of %s, and a table is made of the types that the source declares; make"
                .formatted(why, String.join(", ", fields), unit.unit())
            + " it by hand and leave create away");
  }

  /**
   * Records are placed by the key of their unit where the sink names none, as the source has it.
   */
  private void requireKey(Job job) {
    boolean named = !job.sink().key().isEmpty();
    for (String field : unit.schema().key()) {
      String now = names.getOrDefault(field, "");
      if (now.isEmpty() || (!named && !now.equals(field))) {
        throw new Refused(
            ErrorCode.JOB_INVALID,
            "sink.create: the steps %s the field %s of the key of %s; %s"
                .formatted(
                    now.isEmpty() ? "take away" : "rename",
                    field,
                    unit.unit(),
                    now.isEmpty()
                        ? "leave it, or make the table by hand"
                        : "name the new one by sink.key"));
      }
    }
  }

  private Structure structure(Map<String, StructureBehindSteps> all) {
    List<Field> fields = new ArrayList<>();
    for (Field field : unit.schema().fields()) {
      Optional.ofNullable(names.get(field.name()))
          .ifPresent(
              name -> fields.add(new Field(name, field.type(), field.known(), field.required())));
    }
    List<Structure.Index> indexes = new ArrayList<>();
    for (Structure.Index index : unit.indexes()) {
      moved(index.fields())
          .ifPresent(
              moved -> indexes.add(new Structure.Index(index.name(), moved, index.unique())));
    }
    List<Structure.Reference> references = new ArrayList<>();
    for (Structure.Reference reference : unit.references()) {
      Optional<List<String>> others =
          Optional.ofNullable(all.get(reference.to()))
              .map(to -> to.moved(reference.others()))
              .orElse(Optional.of(reference.others()));
      moved(reference.fields())
          .flatMap(own -> others.map(theirs -> moved(reference, own, theirs)))
          .ifPresent(references::add);
    }
    return new Structure(
        unit.unit(),
        new Schema(fields, moved(unit.schema().key()).orElseThrow(), unit.schema().exact()),
        indexes,
        references,
        unit.counters().stream().filter(names::containsKey).map(names::get).toList(),
        unit.peculiar());
  }

  private static Structure.Reference moved(
      Structure.Reference reference, List<String> own, List<String> theirs) {
    return new Structure.Reference(
        reference.name(), own, reference.to(), theirs, reference.onDelete(), reference.onUpdate());
  }

  /** The names of these fields; empty where one of them is gone. */
  private Optional<List<String>> moved(List<String> fields) {
    return names.keySet().containsAll(fields)
        ? Optional.of(fields.stream().map(names::get).toList())
        : Optional.empty();
  }
}

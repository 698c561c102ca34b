package io.godwit.cli.prepare;

import io.godwit.cli.fleet.Runs;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.KeyPlacing;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.model.Phase;
import io.godwit.common.model.Plan;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.sink.SupportsCautions;
import io.godwit.common.spi.sink.SupportsFields;
import io.godwit.common.spi.sink.SupportsNotices;
import io.godwit.common.spi.source.SupportsStructure;
import io.godwit.worker.entry.RecordWrites;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.step.FieldsByStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is checked before anything is written, so that a mistake costs a message and nothing else.
 *
 * <p>Whoever made it closes it, and with it the source.
 *
 * @param job the job, whose file is free of problems
 * @param inspection of its source
 * @param source the source, which remembers its plan where it has been planned
 * @param placing which partitions its records go to
 * @param fields that every record of a unit has after the steps, by unit; empty where records
 *     differ
 */
public record Preflight(
    JobSource job,
    Inspection inspection,
    Source source,
    KeyPlacing placing,
    Map<String, Optional<List<String>>> fields)
    implements AutoCloseable {

  /**
   * The checks that need no server but the source: it is there and of the form that the job says,
   * and the steps name fields that it has. They cost the same whatever its size.
   *
   * @param opener opens the source
   * @throws Trouble where the source does not answer
   * @throws io.godwit.common.model.failure.Refused where a check fails
   */
  public static Preflight of(JobSource job, FleetOpener opener) throws Trouble {
    Source source = opener.source(job);
    boolean passed = false;
    try {
      Inspection found = source.inspect();
      EntryCheck.units(job.job(), found.units().keySet());
      Map<String, Optional<List<String>>> after = afterSteps(job.job(), found);
      checkRows(job.job(), after);
      KeyPlacing placing = KeyPlacing.of(job.job(), found);
      Preflight preflight = new Preflight(job, found, source, placing, after);
      passed = true;
      return preflight;
    } finally {
      if (!passed) {
        source.close();
      }
    }
  }

  /**
   * The same for a run: planned here and now, so that what only counting finds is refused before a
   * run is registered; and not planned at all where the run that goes on has its plan in a topic.
   * It has the same source, which ends with the first of them that is closed.
   *
   * @param start which run is wanted
   * @param remarks is told what counting has shown
   * @throws Trouble where the source or the broker does not answer
   * @throws io.godwit.common.model.failure.Refused where the source cannot be what the job says
   */
  public Preflight forRun(Runs runs, RunRequest.Start start, Consumer<String> remarks)
      throws Trouble {
    if (start == RunRequest.Start.RESUME && runs.isPlanned(job.job().job())) {
      return this;
    }
    Plan plan = source.plan();
    plan.remarks().forEach(remarks);
    return new Preflight(job, inspection, new PlannedSource(source, plan), placing, fields);
  }

  /** Where nothing is known of any unit, the steps are checked for themselves. */
  private static Map<String, Optional<List<String>>> afterSteps(Job job, Inspection found) {
    if (found.units().isEmpty()) {
      FieldsByStep.through(
          job.steps().stream().map(UnitStep::bare).toList(), Optional.empty(), Map.of());
    }
    Map<String, Optional<List<String>>> after = new LinkedHashMap<>();
    found
        .units()
        .forEach((unit, schema) ->
            after.put(
                unit, FieldsByStep.through(job.steps(unit), schema.exactFields(), sure(schema))));
    return after;
  }

  /** What stands beside the sinks, over the fields that each unit's records have. */
  private static void checkRows(Job job, Map<String, Optional<List<String>>> after) {
    RecordWrites.of(job);
    after.forEach((unit, fields) -> {
      for (int i = 0; i < job.sinks().size(); i++) {
        if (SinkEntry.isFor(job.sinks().get(i), unit)) {
          EntryCheck.rows(i, job.sinks().get(i), fields);
        }
      }
    });
  }

  /**
   * The types that fields surely have in every record. Bare text is text, whatever a sample of it
   * looks like; fields with types of their own may differ from record to record.
   */
  private static Map<String, FieldType> sure(Schema schema) {
    Map<String, FieldType> sure = new HashMap<>();
    for (Field field : schema.fields()) {
      sure(field).ifPresent(type -> sure.put(field.name(), type));
    }
    return sure;
  }

  /** Closes the source. */
  @Override
  public void close() {
    source.close();
  }

  private static Optional<FieldType> sure(Field field) {
    return switch (field.known()) {
      case DECLARED -> field.type().declared();
      case BARE -> Optional.of(FieldType.TEXT);
      case NATIVE -> Optional.empty();
    };
  }

  /**
   * What a person should know of a target, in sentences.
   *
   * @param notices what is left to do there when the run is over, and how records of one key are
   *     placed
   * @param cautions what may keep records from going in as they are
   */
  public record Advice(List<String> notices, List<String> cautions) {}

  /**
   * The checks of the databases: they answer, let this user in, and hold what the job names; the
   * target has a place for every field.
   *
   * @throws Trouble where one does not answer
   * @throws io.godwit.common.model.failure.Refused where a check fails
   */
  public Advice databases(FleetOpener opener) throws Trouble {
    try (OpenedJob opened = opener.open(job.job())) {
      List<String> cautions = new ArrayList<>();
      Set<String> notices =
          new LinkedHashSet<>(
              TargetMaking.of(job.job(), source, inspection, opener).plan().remarks());
      placing.warning().ifPresent(notices::add);
      for (Map.Entry<String, Schema> unit : inspection.units().entrySet()) {
        Optional<Sink> sink = sink(opened, unit.getKey());
        if (sink.isPresent()) {
          KeyPlacing.requireSame(job.job(), unit.getKey(), unit.getValue().key(), sink.get());
          notices.addAll(notices(unit.getKey(), sink.get()));
          if (sink.get() instanceof SupportsCautions knowing) {
            cautions.addAll(cautions(unit.getKey(), unit.getValue(), knowing));
          }
        }
      }
      return new Advice(List.copyOf(notices), List.copyOf(cautions));
    }
  }

  /**
   * What a run would make at the target before the load, as it would type it: of a table that is
   * made like the source's, that is how each type is mapped.
   *
   * @throws Trouble where a database does not answer
   */
  public List<String> made(FleetOpener opener) throws Trouble {
    return TargetMaking.of(job.job(), source, inspection, opener).plan().tasks().stream()
        .filter(task -> task.phase() == Phase.CREATE)
        .map(task -> task.name() + "\n  " + String.join(";\n", task.statements()).indent(2).strip())
        .toList();
  }

  /** Empty where its table is yet to be made. */
  private Optional<Sink> sink(OpenedJob opened, String unit) throws Trouble {
    try {
      return Optional.of(opened.sinks().of(unit).sink());
    } catch (Refused refused) {
      if (job.job().sinks(unit).stream().anyMatch(SinkSpec::creates)
          && refused.code() == ErrorCode.TABLE_MISSING) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private List<String> notices(String unit, Sink sink) {
    Optional<List<String>> record = fields.getOrDefault(unit, Optional.empty());
    Optional<Set<String>> all = Optional.of(new LinkedHashSet<>());
    List<SinkSpec> places = job.job().sinks();
    int table = 0;
    for (int i = 0; i < places.size(); i++) {
      if (SinkEntry.isFor(places.get(i), unit)) {
        Optional<Set<String>> row = EntryCheck.rows(i, places.get(i), record);
        if (sink instanceof SupportsFields knowing && row.isPresent()) {
          knowing.check(table, row.get());
        }
        table++;
        all =
            all.isPresent() && row.isPresent()
                ? Optional.of(joined(all.get(), row.get()))
                : Optional.empty();
      }
    }
    return notices(sink, all);
  }

  private List<String> cautions(String unit, Schema schema, SupportsCautions sink) {
    boolean bounded = source instanceof SupportsStructure structured && structured.knowsStructure();
    DeclaredFields declared = DeclaredFields.of(schema, bounded, job.job().steps(unit));
    Optional<List<String>> record = fields.getOrDefault(unit, Optional.empty());
    List<String> cautions = new ArrayList<>();
    List<SinkSpec> places = job.job().sinks();
    int table = 0;
    for (int i = 0; i < places.size(); i++) {
      SinkSpec place = places.get(i);
      if (SinkEntry.isFor(place, unit)) {
        Optional<Set<String>> row = EntryCheck.rows(i, place, record);
        cautions.addAll(sink.cautions(table, declared.in(place), row));
        table++;
      }
    }
    return cautions;
  }

  private static Set<String> joined(Set<String> some, Set<String> others) {
    Set<String> joined = new LinkedHashSet<>(some);
    joined.addAll(others);
    return joined;
  }

  private List<String> notices(Sink sink, Optional<Set<String>> names) {
    List<String> notices = new ArrayList<>();
    if (placing.warning().isEmpty()) {
      KeyPlacing.check(job.job(), sink).ifPresent(notices::add);
    }
    if (sink instanceof SupportsNotices knowing) {
      notices.addAll(knowing.notices(names));
    }
    return notices;
  }
}

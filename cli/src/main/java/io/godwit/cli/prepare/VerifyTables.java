package io.godwit.cli.prepare;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.KeyPlacing;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Difference;
import io.godwit.common.model.Match;
import io.godwit.common.model.Phase;
import io.godwit.common.model.Row;
import io.godwit.common.model.Task;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.value.Document;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.RunSpec;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.producer.gone.OwnedRows;
import io.godwit.producer.verify.Expected;
import io.godwit.producer.verify.ExpectedRow;
import io.godwit.producer.verify.VerifyWork;
import io.godwit.worker.entry.Planned;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.step.HiddenFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes of the records of a job what they became at its target, and has the target compare. It
 * connects when it is first asked. Several threads may ask.
 */
public final class VerifyTables implements VerifyWork {

  /** What the task of the phase is called. */
  static final String TASK = "the target against the records";

  /** So many connections are asked for at most; the pool of the target may have fewer. */
  private static final int MOST_AT_ONCE = 4;

  private static final String HIDDEN = "(hidden)";

  private final Job job;
  private final Optional<GoneTables> owned;
  private final FleetOpener opener;
  private final ReentrantLock opening = new ReentrantLock();
  private Optional<OpenedJob> open = Optional.empty();

  /** What a job has; its own rows stay those of the caller. */
  VerifyTables(Job job, Optional<GoneTables> owned, FleetOpener opener) {
    this.job = job;
    this.owned = owned;
    this.opener = opener;
  }

  /**
   * What a job has to have compared at the end of each run. A sample is not where a row that
   * differs may be right: where two records that become one row may be in two partitions, either
   * may stand. Nobody would know from a sample that it is so.
   */
  static List<Task> tasks(Job job, Inspection found) {
    boolean can = job.sinks().stream().allMatch(SinkSpec::isComparable);
    boolean wanted =
        switch (job.run().verify()) {
          case FULL -> true;
          case SAMPLE -> job.sinks().size() == 1 && KeyPlacing.of(job, found).warning().isEmpty();
          case OFF -> false;
        };
    return can && wanted ? List.of(task()) : List.of();
  }

  /** What a person should know whose job asks for a comparison that is not made. */
  static Optional<String> remark(Job job, Inspection found) {
    if (job.run().verify() == RunSpec.Verify.OFF || !tasks(job, found).isEmpty()) {
      return Optional.empty();
    }
    String why =
        job.sinks().stream().allMatch(SinkSpec::isComparable)
            ? "in a sample of several places, or of records that may meet at a row, rows that are"
                + " right would differ"
            : "what is inserted, and objects, are not found again by the key of a record alone";
    return Optional.of(
        "run.verify: nothing is compared at the end of the run, since %s; godwit verify %s compares"
                .formatted(why, job.job())
            + " when it is typed");
  }

  /** The task of a run. */
  public static Task task() {
    return new Task(Phase.VERIFY, TASK, List.of("compare what was written with what is there"));
  }

  private OpenedJob opened() throws Trouble {
    opening.lock();
    try {
      if (open.isEmpty()) {
        open = Optional.of(opener.open(job));
      }
      return open.get();
    } finally {
      opening.unlock();
    }
  }

  private SupportsVerify sink(String unit) throws Trouble {
    Sink sink = opened().sinks().of(unit).sink();
    if (sink instanceof SupportsVerify verifying) {
      return verifying;
    }
    throw new Refused(
        ErrorCode.VERIFY_REFUSED,
        "what stands in a target of "
            + KindKey.of(SinkEntry.bare(job.sink()).getClass())
            + " cannot be compared");
  }

  @Override
  public boolean full() {
    return job.run().verify() == RunSpec.Verify.FULL;
  }

  @Override
  public boolean keepsFirst() {
    return job.sinks().stream().anyMatch(sink -> sink.write() == SinkSpec.Write.INSERT_IF_ABSENT);
  }

  @Override
  public Optional<OwnedRows> owned() {
    return owned.map(tables -> tables);
  }

  @Override
  public int atOnce() {
    return MOST_AT_ONCE;
  }

  @Override
  public List<Expected> expected(List<DataRecord> records) throws Trouble {
    OpenedJob ready = opened();
    List<Planned> planned = ready.writes().planned(ready.pipeline().run(records));
    List<Expected> expected = new ArrayList<>(records.size());
    for (Planned one : planned) {
      expected.add(
          switch (one) {
            case Planned.Rows(Write write) -> rows(write);
            case Planned.Nothing ignored ->
                new Expected.Unknown("the steps drop the record now, and kept it in the run");
            case Planned.Unfit(var failure) ->
                new Expected.Unknown(
                    "the steps reject the record now, and kept it in the run: "
                        + failure.message());
          });
    }
    return expected;
  }

  private Expected rows(Write write) throws Trouble {
    String unit = write.record().origin().unit();
    SupportsVerify sink = sink(unit);
    List<SinkSpec> places = job.sinks(unit);
    List<ExpectedRow> rows = new ArrayList<>();
    for (Row row : write.rows()) {
      List<String> key = sink.key(row.table());
      Document fields = row.fields();
      boolean whole = key.stream().allMatch(name -> fields.indexOf(name) >= 0);
      String place = places.get(row.table()).to().of(unit);
      rows.add(new ExpectedRow(unit, place, row, whole ? key : List.of()));
    }
    return new Expected.Rows(rows);
  }

  @Override
  public List<Match> compare(List<ExpectedRow> rows) throws Trouble {
    Map<SupportsVerify, List<Integer>> bySink = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      bySink.computeIfAbsent(sink(rows.get(i).unit()), ignored -> new ArrayList<>()).add(i);
    }
    Match[] matches = new Match[rows.size()];
    for (Map.Entry<SupportsVerify, List<Integer>> part : bySink.entrySet()) {
      List<Integer> places = part.getValue();
      List<Match> found =
          part.getKey().compare(places.stream().map(place -> rows.get(place).row()).toList());
      for (int i = 0; i < found.size(); i++) {
        matches[places.get(i)] = shown(rows.get(places.get(i)), found.get(i));
      }
    }
    return List.of(matches);
  }

  /** Without values that nobody is to see. */
  private Match shown(ExpectedRow row, Match match) {
    return match instanceof Match.Different(List<Difference> all)
        ? new Match.Different(all.stream().map(one -> shown(row, one)).toList())
        : match;
  }

  private Difference shown(ExpectedRow row, Difference one) {
    List<SinkSpec> places = job.sinks(row.unit());
    String field =
        SinkEntry.rules(places.get(row.row().table()))
            .flatMap(SinkEntry.Rules::fields)
            .map(names -> names.getOrDefault(one.field(), one.field()))
            .orElse(one.field());
    return HiddenFields.isMadeOfHidden(job.steps(row.unit()), field)
        ? new Difference(one.field(), HIDDEN, HIDDEN)
        : one;
  }

  /** Closes its connections, which it opens again when asked. */
  void letGo() {
    opening.lock();
    try {
      open.ifPresent(OpenedJob::close);
      open = Optional.empty();
    } finally {
      opening.unlock();
    }
  }
}

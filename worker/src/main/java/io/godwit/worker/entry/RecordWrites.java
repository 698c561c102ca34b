package io.godwit.worker.entry;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Row;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.TableUse;
import io.godwit.common.spi.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the records of a job become at its target: a row of the one place that the job writes to, or
 * rows of several. Any thread may use it.
 *
 * <p>A job of one place without rules is plain: its records are their own rows, and nothing here
 * costs more than it would without.
 */
public final class RecordWrites {

  /** Records are their own rows. */
  public static final RecordWrites PLAIN = new RecordWrites(List.of(), true);

  private final List<SinkSpec> sinks;
  private final boolean plain;
  private final List<EntryRows> all;
  private final ConcurrentMap<String, List<EntryRows>> units = new ConcurrentHashMap<>();

  private RecordWrites(List<SinkSpec> sinks, boolean plain) {
    this.sinks = sinks;
    this.plain = plain;
    this.all = new ArrayList<>();
    for (int i = 0; i < sinks.size(); i++) {
      all.add(new EntryRows(i, sinks.get(i)));
    }
  }

  /**
   * The places of a job.
   *
   * @throws Refused {@link ErrorCode#JOB_INVALID} where a condition is no expression
   */
  public static RecordWrites of(Job job) {
    return job.hasEntries() ? of(job.sinks()) : PLAIN;
  }

  static RecordWrites of(List<SinkSpec> sinks) {
    return new RecordWrites(List.copyOf(sinks), false);
  }

  /** Whether records are their own rows. */
  public boolean isPlain() {
    return plain;
  }

  /**
   * The sink for the records of a unit, over the tables that take them.
   *
   * @param bare which fields hold bare text behind the last step
   * @throws Refused where no place of the job takes them, or the target cannot be such a sink
   * @throws Trouble where the target does not answer
   */
  public Sink sink(Target target, String unit, BareTexts bare) throws Trouble {
    if (plain) {
      return target.sink(unit, bare);
    }
    List<TableUse> tables = new ArrayList<>();
    for (EntryRows entry : of(unit)) {
      tables.add(new TableUse(entry.number(), entry.bare(bare)));
    }
    return target.sink(unit, tables);
  }

  /** What is to become of records, by what the steps have said of them. */
  public List<Planned> planned(List<Verdict> verdicts) {
    List<Planned> planned = new ArrayList<>(verdicts.size());
    for (Verdict verdict : verdicts) {
      planned.add(
          switch (verdict) {
            case Verdict.Keep(DataRecord record) ->
                plain ? new Planned.Rows(Write.of(record)) : rows(record, List.of(record));
            case Verdict.Split(List<DataRecord> parts) ->
                plain ? partRows(parts) : rows(parts.getFirst(), parts);
            case Verdict.Drop ignored -> Planned.Nothing.NOTHING;
            case Verdict.Reject(Failure failure) -> new Planned.Unfit(failure);
          });
    }
    return planned;
  }

  private static Planned partRows(List<DataRecord> parts) {
    List<Row> rows = new ArrayList<>(parts.size());
    for (DataRecord part : parts) {
      rows.add(new Row(0, part.fields()));
    }
    return new Planned.Rows(new Write.OfRows(parts.getFirst(), rows));
  }

  /** Rows stand in the order of the places, since a target may write them in it. */
  private Planned rows(DataRecord record, List<DataRecord> parts) {
    List<EntryRows> entries = of(record.origin().unit());
    List<Row> rows = new ArrayList<>();
    for (int table = 0; table < entries.size(); table++) {
      for (DataRecord part : parts) {
        switch (entries.get(table).of(part.fields())) {
          case EntryRows.Result.Some(var documents) -> {
            for (var document : documents) {
              rows.add(new Row(table, document));
            }
          }
          case EntryRows.Result.Unfit(Failure failure) -> {
            return new Planned.Unfit(failure);
          }
        }
      }
    }
    if (rows.isEmpty()) {
      return Planned.Nothing.NOTHING;
    }
    // One row of the first table is the form that sinks have their fastest way for.
    return rows.size() == 1 && rows.getFirst().table() == 0
        ? new Planned.Rows(Write.of(record.withFields(rows.getFirst().fields())))
        : new Planned.Rows(new Write.OfRows(record, rows));
  }

  private List<EntryRows> of(String unit) {
    return units.computeIfAbsent(unit, this::taking);
  }

  private List<EntryRows> taking(String unit) {
    List<EntryRows> taking =
        all.stream().filter(entry -> SinkEntry.isFor(sinks.get(entry.number()), unit)).toList();
    if (taking.isEmpty()) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "sink: no place of the job is for the unit '"
              + unit
              + "'; add one whose for names it, or leave the unit out of the source");
    }
    return taking;
  }
}

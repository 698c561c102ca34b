package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.TableUse;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.PoolUse;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.common.spi.sink.SupportsLedger;
import io.godwit.common.spi.sink.SupportsPhases;
import io.godwit.common.spi.sink.SupportsPool;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.undo.PreImages;
import io.godwit.jdbc.sql.write.SinkTable;
import io.godwit.jdbc.sql.write.TableAccess;
import io.godwit.jdbc.sql.write.TableSink;
import io.godwit.jdbc.sql.write.TargetCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The tables of a SQL database that a job writes, and the connections to it. Tables that the job
 * names are checked when it is opened; those whose names are made of the unit, when the first batch
 * of it comes. One sink serves all units that go to the same tables and whose records hold bare
 * text in the same fields: it has its guards, staging tables and what was learnt of batches in
 * common. Any thread may use it.
 */
public final class TableTarget
    implements Target, SupportsPool, SupportsPhases, SupportsLedger, SupportsGone, SupportsUndo {

  private final CheckedTables tables;
  private final TableAccess access;
  private final SqlErrors errors;
  private final TablePhases phases;
  private final Optional<TargetLedgers> ledgers;
  private final TargetUndo undo;
  private final ReentrantLock checking = new ReentrantLock();
  private final Map<Written, Sink> sinks = new HashMap<>();

  /** What tells one sink from another. */
  private record Written(List<CheckedTables.Named> tables, List<BareTexts> bare) {}

  private TableTarget(
      CheckedTables tables,
      TableAccess access,
      SqlErrors errors,
      TablePhases phases,
      Optional<TargetLedgers> ledgers,
      TargetUndo undo) {
    this.undo = undo;
    this.phases = phases;
    this.ledgers = ledgers;
    this.tables = tables;
    this.access = access;
    this.errors = errors;
  }

  /**
   * Tables that exist, have their keys, and let this user write, as far as the job names them; of
   * others, a database that answers.
   *
   * @param specs one table or several, in the order in which rows number them
   * @throws Trouble where the database does not answer, or refuses the login or a permission
   * @throws Refused where a table or key column is missing, a key is not unique, or the tables are
   *     not of one connection
   */
  public static TableTarget open(Dialect dialect, List<TableSpec> specs, JdbcAccess access)
      throws Trouble {
    return open(dialect, specs, access, false, false);
  }

  /**
   * The same for a run, or for a look.
   *
   * @param loads whether a run loads them, and so what stands beside a table that it replaces
   * @param undo whether what is written is kept as it was
   */
  public static TableTarget open(
      Dialect dialect, List<TableSpec> specs, JdbcAccess access, boolean loads, boolean undo)
      throws Trouble {
    TargetLimits.require(dialect, specs, undo);
    SqlServer server = dialect.server(access);
    CheckedTables tables = new CheckedTables(dialect, server, specs, loads);
    tables.checkNamed();
    TableAccess way = new TableAccess(dialect, server, server.isShared());
    boolean opened = false;
    try {
      Optional<TargetLedgers> ledgers = TargetLedgers.of(dialect, server, way, specs, undo);
      if (ledgers.isPresent()) {
        ledgers.get().check();
      }
      opened = true;
      return new TableTarget(
          tables,
          way,
          dialect.errors(),
          new TablePhases(dialect, server, specs),
          ledgers,
          TargetUndo.of(dialect, server, specs, undo));
    } finally {
      if (!opened) {
        way.close();
      }
    }
  }

  /**
   * The statements that make what such tables need beside themselves; none where they need nothing.
   *
   * @throws Refused where the database cannot have it
   */
  public static List<String> needed(Dialect dialect, List<TableSpec> specs, boolean undo) {
    return TargetLedgers.needed(dialect, specs, undo);
  }

  /** All of its tables, whose rows have the fields of the records. */
  @Override
  public Sink sink(String unit, BareTexts bare) throws Trouble {
    return sink(
        unit, IntStream.range(0, tables.size()).mapToObj(i -> new TableUse(i, bare)).toList());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Who asks for a table that another is just checking waits for it: a table has one guard.
   */
  @Override
  public Sink sink(String unit, List<TableUse> uses) throws Trouble {
    Written written =
        new Written(
            tables.names(unit, uses.stream().map(TableUse::table).toList()),
            uses.stream().map(TableUse::bare).toList());
    checking.lock();
    try {
      Sink known = sinks.get(written);
      if (known == null) {
        known = sink(tables.of(written.tables()), written.bare());
        sinks.put(written, known);
      }
      return known;
    } finally {
      checking.unlock();
    }
  }

  /** With a baseline where the dialect's guards have one. */
  private Sink sink(List<TargetCheck.Found> found, List<BareTexts> bare) {
    List<SinkTable> written = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      written.add(new SinkTable(found.get(i), bare.get(i)));
    }
    TableSink sink = new TableSink(access, written, errors, undo.keeping());
    List<SupportsBaseline> baselines = new ArrayList<>();
    for (TargetCheck.Found table : found) {
      if (table.guard() instanceof SupportsBaseline baseline) {
        baselines.add(baseline);
      }
    }
    if (baselines.size() < found.size()) {
      return sink;
    }
    return new GuardedSink(
        sink, baselines.size() == 1 ? baselines.getFirst() : new JoinedBaseline(baselines));
  }

  @Override
  public Optional<PartitionLedger> ledger(LedgerOwner owner) {
    return ledgers.map(kept -> kept.ledger(owner));
  }

  @Override
  public List<String> forget(String job) throws Trouble {
    List<String> done = new ArrayList<>(undo.forget(job));
    if (ledgers.isPresent()) {
      done.addAll(ledgers.get().forget(job));
    }
    return done;
  }

  @Override
  public TargetPlan plan(List<Structure> units) throws Trouble {
    return phases.plan(units);
  }

  @Override
  public Optional<String> carryOut(Task task) throws Trouble {
    return phases.carryOut(task);
  }

  @Override
  public String place(String unit) {
    return tables.names(unit, List.of(0)).getFirst().name().toString();
  }

  @Override
  public Search search(String unit, BareTexts bare) throws Trouble {
    return phases.gone(rules(unit)).search(bare);
  }

  @Override
  public void remove(String unit, List<Document> rows, JobRun run) throws Trouble {
    FieldRules rules = rules(unit);
    Optional<PreImages> images = undo.keeping();
    if (images.isPresent()) {
      ledgers.orElseThrow().require();
    }
    phases
        .gone(rules)
        .remove(
            rows, images.isPresent() ? Optional.of(images.get().of(run, rules)) : Optional.empty());
  }

  @Override
  public List<Kept> kept(String job) throws Trouble {
    return undo.runs().of(job);
  }

  @Override
  public Undone undo(JobRun run, int partitions, Listener listener) throws Trouble {
    return undo.undo(run, partitions, listener);
  }

  @Override
  public List<String> forgetBefore(JobRun run) throws Trouble {
    return undo.runs().forget(run.job(), other -> other.compareTo(run.run()) < 0);
  }

  @Override
  public long forgetRows(String job, Predicate<Document> isMeant, boolean dry) throws Trouble {
    return undo.runs().forgetRows(job, isMeant, dry);
  }

  private FieldRules rules(String unit) throws Trouble {
    checking.lock();
    try {
      return tables.of(tables.names(unit, List.of(0))).getFirst().guard().current().rules();
    } finally {
      checking.unlock();
    }
  }

  @Override
  public int concurrency() {
    return access.size();
  }

  @Override
  public PoolUse poolUse() {
    return access.use();
  }

  @Override
  public void close() {
    access.close();
  }
}

package io.godwit.jdbc.sql.write;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.PoolUse;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsBaseline;
import io.godwit.common.spi.SupportsPool;
import io.godwit.common.spi.Target;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SqlServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The tables of a SQL database that a job writes, and the connections to it. No table's name
 * depends on a unit, so all of them are checked when it is opened, and one sink serves all units
 * whose records hold bare text in the same fields: it has its guards, staging tables and what was
 * learnt of batches in common. Any thread may use it.
 */
public final class TableTarget implements Target, SupportsPool {

  private final Dialect dialect;
  private final List<TargetCheck.Found> tables;
  private final TableAccess access;
  private final ConcurrentMap<BareTexts, Sink> sinks = new ConcurrentHashMap<>();

  private TableTarget(Dialect dialect, List<TargetCheck.Found> tables, TableAccess access) {
    this.dialect = dialect;
    this.tables = tables;
    this.access = access;
  }

  /**
   * Tables that exist, have their keys, and let this user write.
   *
   * @param specs one table or several, in the order in which rows number them
   * @throws Trouble where the database does not answer, or refuses the login or a permission
   * @throws Refused where a table or key column is missing, a key is not unique, or the tables are
   *     not of one connection: no transaction would keep their rows together
   */
  public static TableTarget open(Dialect dialect, List<TableSpec> specs, JdbcAccess access)
      throws Trouble {
    requireOneConnection(specs);
    SqlServer server = dialect.server(access);
    List<TargetCheck.Found> found = new ArrayList<>();
    for (TableSpec spec : specs) {
      found.add(server.ask(dialect.errors(), new TargetCheck(dialect, server, spec)::over));
    }
    return new TableTarget(
        dialect, List.copyOf(found), new TableAccess(dialect, server, server.isShared()));
  }

  private static void requireOneConnection(List<TableSpec> specs) {
    List<String> connections = specs.stream().map(TableSpec::in).distinct().toList();
    if (connections.size() != 1) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "the tables of one sink are written in one transaction, and so over one connection, not "
              + String.join(" and ", connections));
    }
  }

  @Override
  public Sink sink(String unit, BareTexts bare) {
    return sinks.computeIfAbsent(bare, this::sink);
  }

  /** With a baseline where the dialect's guards have one. */
  private Sink sink(BareTexts bare) {
    TableSink sink =
        new TableSink(
            access, tables.stream().map(t -> new SinkTable(t, bare)).toList(), dialect.errors());
    List<SupportsBaseline> baselines = new ArrayList<>();
    for (TargetCheck.Found table : tables) {
      if (table.guard() instanceof SupportsBaseline baseline) {
        baselines.add(baseline);
      }
    }
    if (baselines.size() < tables.size()) {
      return sink;
    }
    return new GuardedSink(
        sink, baselines.size() == 1 ? baselines.getFirst() : new JoinedBaseline(baselines));
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

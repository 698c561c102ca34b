package io.godwit.jdbc.sql.source;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.WatermarkRange.Reached;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.sink.Fault;
import io.godwit.common.spi.source.SupportsStructure;
import io.godwit.common.spi.source.SupportsUnits;
import io.godwit.common.spi.source.SupportsWatermark;
import io.godwit.jdbc.spec.QuerySpec;
import io.godwit.jdbc.spec.SqlSpec;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SchemaStatements;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.relation.ListedRelation;
import io.godwit.jdbc.sql.relation.Relation;
import io.godwit.jdbc.sql.relation.SourceDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tables, views or a query of a SQL database. Needs the right to read, and changes nothing.
 *
 * <p>Each look and each reader has a connection of its own, which ends with it. Readers are as many
 * at a time as the connection of the job allows; who asks for one more waits.
 */
public final class SqlSource
    implements Source, SupportsStructure, SupportsUnits, SupportsWatermark {

  /** What its one unit is called where the job has a query. */
  private static final String QUERY = "query";

  private final SqlServer server;
  private final SqlErrors errors;
  private final SourceDialect dialect;
  private final Optional<SchemaStatements> schema;
  private final SqlSpec spec;
  private final Supplier<RowBuilder> rows;
  private final Semaphore readers;

  /** Of the last look, so that a reader need not list the database. */
  private volatile Map<String, SourceUnit> known = Map.of();

  private volatile Before before = new Before("", List.of());

  /** What earlier runs have read, and made of it. */
  private record Before(String making, List<Reached> reached) {}

  private SqlSource(
      SqlServer server,
      SqlErrors errors,
      SourceDialect dialect,
      Optional<SchemaStatements> schema,
      SqlSpec spec,
      Supplier<RowBuilder> rows,
      int readers) {
    this.server = server;
    this.errors = errors;
    this.dialect = dialect;
    this.schema = schema;
    this.spec = spec;
    this.rows = rows;
    this.readers = new Semaphore(readers, true);
  }

  /**
   * A source that has connected to nothing yet.
   *
   * @param rows makes what a reader builds its rows with
   * @throws Refused where the dialect's databases cannot be read
   */
  public static SqlSource of(
      Dialect dialect, SqlSpec spec, JdbcAccess access, Supplier<RowBuilder> rows) {
    SourceDialect reading =
        dialect
            .source()
            .orElseThrow(() ->
                new Refused(
                    ErrorCode.JOB_INVALID,
                    "databases of " + dialect.start() + " can be sinks and lookups, not sources"));
    if (spec.watermark().isPresent() && !reading.knowsWatermarks()) {
      throw new Refused(
          ErrorCode.SOURCE_WATERMARK,
          "watermark: no SQL is known that compares times in every database, and this one is"
              + " reached by plain JDBC; leave watermark away, or name the new rows by where");
    }
    return new SqlSource(
        dialect.server(access),
        dialect.errors(),
        reading,
        dialect.schema(),
        spec,
        rows,
        access.pool());
  }

  @Override
  public Inspection inspect() throws Trouble {
    return look((connection, units) -> {
      Map<String, Schema> schemas = new LinkedHashMap<>();
      List<String> remarks = new ArrayList<>(dialect.remarks(connection));
      for (SourceUnit unit : units.values()) {
        requireReadable(connection, unit);
        watermark(unit);
        schemas.put(unit.name(), unit.schema());
        remarks.addAll(unit.remarks());
      }
      return new Inspection(schemas, remarks);
    });
  }

  @Override
  public List<String> units() throws Trouble {
    try (ReadSession session = ReadSession.open(server, errors, dialect)) {
      return session.ask(connection -> List.copyOf(listed(connection).keySet()));
    }
  }

  @Override
  public Plan plan() throws Trouble {
    return look((connection, units) -> {
      KeysetPlanner planner = new KeysetPlanner(dialect.catalog(), spec.split());
      List<WatermarkRange> ranges = new ArrayList<>();
      for (SourceUnit unit : units.values()) {
        requireReadable(connection, unit);
        Optional<Watermark> watermark = watermark(unit);
        if (watermark.isPresent()) {
          WatermarkRange range =
              watermark.get().next(connection, before.making(), before.reached());
          planner.add(connection, watermark.get(), range);
          ranges.add(range);
        } else {
          planner.add(connection, unit);
        }
      }
      List<String> remarks = new ArrayList<>(planner.remarks());
      ranges.forEach(range -> remarks.add("read of " + range.text()));
      return new Plan(planner.splits(), fingerprint(units), remarks, ranges);
    });
  }

  private Optional<Watermark> watermark(SourceUnit unit) {
    return Watermark.of(unit, spec, dialect.keys());
  }

  @Override
  public void readFrom(String making, List<Reached> reached) {
    before = new Before(making, List.copyOf(reached));
  }

  @Override
  public String fingerprint() throws Trouble {
    return look((connection, units) -> fingerprint(units));
  }

  @Override
  public boolean knowsStructure() {
    return schema.isPresent();
  }

  @Override
  public List<Structure> structures() throws Trouble {
    SchemaStatements sql = schema.orElseThrow();
    return look((connection, units) -> new UnitStructures(sql, units).of(connection));
  }

  private static String fingerprint(Map<String, SourceUnit> units) {
    return SourceUnit.digest(
            units.values().stream()
                .map(unit -> unit.mark() + " " + unit.name())
                .collect(Collectors.joining("\n")))
        .substring(0, 16);
  }

  @Override
  public SplitReader read(Split split, Position from) throws Trouble {
    SourceUnit unit = unit(split);
    acquire();
    boolean opened = false;
    try {
      SplitReader reader = reader(unit, split, from);
      opened = true;
      return reader;
    } finally {
      if (!opened) {
        readers.release();
      }
    }
  }

  private SplitReader reader(SourceUnit unit, Split split, Position from) throws Trouble {
    ReadSession session = ReadSession.open(server, errors, dialect);
    boolean opened = false;
    try {
      KeyRange range = KeyRange.parse(split.range());
      SplitReader reader =
          session.ask(connection ->
              new KeysetReader.Opened(
                      session,
                      readers::release,
                      split,
                      from,
                      range,
                      unchanged(connection, unit, range),
                      dialect,
                      rows.get())
                  .reader(connection));
      opened = true;
      return reader;
    } finally {
      if (!opened) {
        session.close();
      }
    }
  }

  private void acquire() throws Trouble {
    try {
      readers.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(
          ErrorCode.TARGET_BUSY,
          "interrupted while waiting for a connection to " + server.name(),
          e);
    }
  }

  private SourceUnit unit(Split split) throws Trouble {
    if (!known.containsKey(split.unit())) {
      fingerprint();
    }
    return Optional.ofNullable(known.get(split.unit()))
        .orElseThrow(() ->
            new Refused(ErrorCode.SOURCE_CHANGED, "the job has no table named " + split.unit()));
  }

  /** The unit as it is now, which must be as it was planned. */
  private SourceUnit unchanged(Connection connection, SourceUnit unit, KeyRange range)
      throws SQLException {
    String name = unit.relation().name();
    Relation found = relation(connection, unit.listed(), name, ErrorCode.SOURCE_CHANGED);
    SourceUnit now = SourceUnit.of(unit.name(), unit.listed(), found, spec, dialect);
    if (!now.mark().equals(range.mark())) {
      throw new Refused(
          ErrorCode.SOURCE_CHANGED,
          name
              + " is not what it was when the run was planned: it was replaced, or its columns or"
              + " keys were altered");
    }
    return range
        .grown()
        .flatMap(grown -> watermark(now).map(mark -> mark.within(grown.above(), grown.upTo())))
        .orElse(now);
  }

  private Relation relation(
      Connection connection, Optional<ListedRelation> listed, String name, ErrorCode gone)
      throws SQLException {
    if (listed.isEmpty()) {
      return dialect
          .catalog()
          .ofQuery(connection, dialect.withoutParameters(((QuerySpec) spec).query()));
    }
    return dialect
        .catalog()
        .find(connection, listed.get())
        .orElseThrow(() -> new Refused(gone, name + " is not there any more"));
  }

  /** Something done with the units as they are in one state of the database. */
  private interface Look<T> {
    T at(Connection connection, Map<String, SourceUnit> units) throws SQLException;
  }

  private <T> T look(Look<T> look) throws Trouble {
    try (ReadSession session = ReadSession.open(server, errors, dialect)) {
      return session.ask(connection -> {
        Map<String, SourceUnit> units = units(connection);
        known = units;
        return look.at(connection, units);
      });
    }
  }

  private Map<String, Optional<ListedRelation>> listed(Connection connection) throws SQLException {
    Map<String, Optional<ListedRelation>> listed = new LinkedHashMap<>();
    switch (spec) {
      case TablesSpec tables ->
          new TableChoice(dialect.catalog().all(connection))
              .of(tables.tables())
              .forEach((name, table) -> listed.put(name, Optional.of(table)));
      case QuerySpec ignored -> listed.put(QUERY, Optional.empty());
    }
    return listed;
  }

  private Map<String, SourceUnit> units(Connection connection) throws SQLException {
    Map<String, SourceUnit> units = new LinkedHashMap<>();
    for (Map.Entry<String, Optional<ListedRelation>> entry : listed(connection).entrySet()) {
      Relation relation = judged(connection, entry);
      units.put(
          entry.getKey(), SourceUnit.of(entry.getKey(), entry.getValue(), relation, spec, dialect));
    }
    return units;
  }

  private Relation judged(Connection connection, Map.Entry<String, Optional<ListedRelation>> entry)
      throws SQLException {
    try {
      return relation(
          connection, entry.getValue(), "table " + entry.getKey(), ErrorCode.TABLE_MISSING);
    } catch (SQLException e) {
      throw refusedOr(e, entry.getKey());
    }
  }

  /** Has the server look at the statement that will read the unit. */
  private void requireReadable(Connection connection, SourceUnit unit) throws SQLException {
    try {
      dialect.catalog().check(connection, unit.selection());
    } catch (SQLException e) {
      throw refusedOr(e, unit.name());
    }
  }

  /** A statement that no repetition mends is refused; what may pass is thrown on. */
  private SQLException refusedOr(SQLException e, String unit) {
    boolean unfit = errors.isUnfit(e) || errors.of(e) instanceof Fault.OfData;
    if (errors.ofStatement(e).filter(code -> code == ErrorCode.TARGET_RIGHTS).isPresent()) {
      throw new Refused(ErrorCode.SOURCE_RIGHTS, said(e, unit), e);
    }
    if (unfit) {
      throw new Refused(ErrorCode.SOURCE_QUERY, said(e, unit), e);
    }
    return e;
  }

  private String said(SQLException e, String unit) {
    return server.name() + " cannot read " + unit + " as the job says: " + errors.message(e);
  }

  @Override
  public void close() {
    // Each look and each reader has a connection of its own.
  }
}

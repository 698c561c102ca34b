package io.godwit.bench;

import io.godwit.jdbc.postgresql.GuardCost;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.postgresql.PGConnection;

/**
 * CSV to PostgreSQL, beside COPY of the same file straight into the same table, over one
 * connection. Around each round of the fleet stand three COPYs, of which the middle one counts.
 */
final class LineitemCase {

  private static final double COLD_BAR = 3.0;
  private static final double WARM_BAR = 2.2;
  private static final int GUARDS = 1_000;

  private static final String TABLE =
      """
      create table lineitem (
        orderkey bigint, partkey bigint, suppkey bigint, linenumber integer,
        quantity numeric(12,2), extendedprice numeric(12,2), discount numeric(12,2),
        tax numeric(12,2), returnflag char(1), linestatus char(1),
        shipdate date, commitdate date, receiptdate date,
        shipinstruct char(25), shipmode char(10), comment varchar(44),
        primary key (orderkey, linenumber))
      """;

  private static final String JOB =
      """
      job: %s
      source:
        csv: %s
        key: [orderkey, linenumber]
        types:
          orderkey: integer
          partkey: integer
          suppkey: integer
          linenumber: int32
          quantity: decimal
          extendedprice: decimal
          discount: decimal
          tax: decimal
          shipdate: date
          commitdate: date
          receiptdate: date
      sink:
        table: lineitem
        in: target
        key: [orderkey, linenumber]
        write: upsert
      connections:
        target: { jdbc: "embedded:postgresql" }
      """;

  private final Ground ground;
  private final Path file;
  private final long rows;
  private final Results results;
  private final CpuMeter copyMeter;

  LineitemCase(Ground ground, Path file, long rows, Results results) {
    this.ground = ground;
    this.file = file;
    this.rows = rows;
    this.results = results;
    this.copyMeter =
        new CpuMeter().with("database", ground::databaseCpu).with("client", Ground::ownCpu);
  }

  /** Measures a cold and a warm round of fresh processes. */
  void measure(int repeat) throws IOException, InterruptedException, SQLException {
    String name = "lineitem-" + repeat;
    Path job = ground.job(name, JOB.formatted(name, file.getFileName()));
    String url = ground.servers().embedded().of("postgresql").orElseThrow();
    try (Connection connection = DriverManager.getConnection(url);
        BenchFleet fleet = BenchFleet.start(ground, name, job, rows, meter())) {
      execute(connection, "drop table if exists lineitem");
      execute(connection, TABLE);
      List<Double> before = copies(connection, 2);
      String expected = content(connection);
      CpuMeter.Use cold = run(connection, fleet, expected);
      List<Double> between = copies(connection, 1);
      CpuMeter.Use warm = run(connection, fleet, expected);
      List<Double> after = copies(connection, 2);
      add("CSV to PostgreSQL, cold", cold, COLD_BAR, before, between);
      add("CSV to PostgreSQL, warm", warm, WARM_BAR, between, after);
      fleet.watching(List.of(cold, warm)).forEach(results::add);
      double guard = GuardCost.nanos(connection, "lineitem", GUARDS) / 1e9;
      results.add(fleet.guarding(List.of(cold, warm), guard));
      fleet.memory().forEach(results::add);
    }
  }

  private CpuMeter meter() {
    return new CpuMeter().with("database", ground::databaseCpu);
  }

  private void add(
      String name, CpuMeter.Use use, double bar, List<Double> before, List<Double> after) {
    List<Double> copies = new ArrayList<>(before);
    copies.addAll(after);
    double limit = copies.stream().sorted().toList().get(copies.size() / 2);
    results.add(
        new Round(
            name, rows, use, OptionalDouble.of(use.seconds() / limit), OptionalDouble.of(bar)));
  }

  private CpuMeter.Use run(Connection connection, BenchFleet fleet, String expected)
      throws IOException, InterruptedException, SQLException {
    empty(connection);
    CpuMeter.Use use = fleet.run();
    requireContent(connection, expected);
    return use;
  }

  private List<Double> copies(Connection connection, int count) throws IOException, SQLException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      empty(connection);
      CpuMeter.Instant from = copyMeter.now();
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy lineitem from stdin (format csv, header)", in);
      }
      CpuMeter.Use use = from.until(copyMeter.now());
      results.add(Round.limit("COPY of the same file", rows, use));
      seconds.add(use.seconds());
    }
    return seconds;
  }

  /** Empties the table, and has done now what the round before has left to be written. */
  private static void empty(Connection connection) throws SQLException {
    execute(connection, "truncate lineitem");
    execute(connection, "checkpoint");
  }

  /** A fleet that is fast because it writes something else would be none. */
  private static void requireContent(Connection connection, String expected) throws SQLException {
    String found = content(connection);
    if (!found.equals(expected)) {
      throw new IllegalStateException(
          "the table holds other rows than COPY puts there: " + found + ", not " + expected);
    }
  }

  private static String content(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) || ' rows, sum ' || sum(hashtextextended(l::text, 0)::numeric)"
                    + " from lineitem l")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.godwit.bench;

import io.godwit.bench.data.LineitemTable;
import io.godwit.bench.fleet.BenchFleet;
import io.godwit.bench.fleet.CpuMeter;
import io.godwit.bench.fleet.Ground;
import io.godwit.bench.fleet.Round;
import io.godwit.jdbc.postgresql.GuardCost;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * CSV to PostgreSQL, beside COPY of the same file straight into the same table, over one
 * connection. Around each round of the fleet stand three COPYs, of which the middle one counts.
 */
final class LineitemCase {

  private static final double COLD_BAR = 2.8;
  private static final double WARM_BAR = 1.85;
  private static final int GUARDS = 1_000;

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

  /** A run that does not count: the broker compiles its own code in its first ones. */
  void warmTheBroker() throws IOException, InterruptedException, SQLException {
    String name = "warming";
    Path job = ground.job(name, LineitemTable.job(name, file));
    try (Connection connection = DriverManager.getConnection(ground.postgresql());
        BenchFleet fleet = BenchFleet.start(ground, name, job, rows, new CpuMeter())) {
      new LineitemTable(connection, file).empty();
      fleet.run();
    }
  }

  /** Measures a cold and a warm round of fresh processes. */
  void measure(int repeat) throws IOException, InterruptedException, SQLException {
    String name = "lineitem-" + repeat;
    Path job = ground.job(name, LineitemTable.job(name, file));
    CpuMeter meter = new CpuMeter().with("database", ground::databaseCpu);
    try (Connection connection = DriverManager.getConnection(ground.postgresql());
        BenchFleet fleet = BenchFleet.start(ground, name, job, rows, meter)) {
      LineitemTable table = new LineitemTable(connection, file);
      List<Double> before = copies(table, 2);
      String expected = table.content();
      CpuMeter.Use cold = run(table, fleet, expected);
      List<Double> between = copies(table, 1);
      CpuMeter.Use warm = run(table, fleet, expected);
      List<Double> after = copies(table, 2);
      add("CSV to PostgreSQL, cold", cold, COLD_BAR, before, between);
      add("CSV to PostgreSQL, warm", warm, WARM_BAR, between, after);
      fleet.watching(List.of(cold, warm)).forEach(results::add);
      double guard = GuardCost.nanos(connection, LineitemTable.NAME, GUARDS) / 1e9;
      results.add(fleet.guarding(List.of(cold, warm), guard));
      fleet.allocations(List.of("cold", "warm")).forEach(results::add);
      fleet.memory().forEach(results::add);
    }
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

  private static CpuMeter.Use run(LineitemTable table, BenchFleet fleet, String expected)
      throws IOException, InterruptedException, SQLException {
    table.empty();
    CpuMeter.Use use = fleet.run();
    table.require(expected);
    return use;
  }

  private List<Double> copies(LineitemTable table, int count) throws IOException, SQLException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      table.empty();
      CpuMeter.Instant from = copyMeter.now();
      table.copy();
      CpuMeter.Use use = from.until(copyMeter.now());
      results.add(Round.limit("COPY of the same file", rows, use));
      seconds.add(use.seconds());
    }
    return seconds;
  }
}

package io.godwit.bench;

import io.godwit.bench.data.LineitemTable;
import io.godwit.bench.fleet.BenchFleet;
import io.godwit.bench.fleet.CpuMeter;
import io.godwit.bench.fleet.Ground;
import io.godwit.bench.fleet.Round;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalDouble;

/**
 * CSV to PostgreSQL where all rows are there already, beside what psql's users do: COPY into a
 * staging table, then one insert with {@code on conflict}. Both find the table as COPY leaves it,
 * without the dead rows of the round before.
 */
final class ExistingKeysCase {

  private static final double BAR = 0.8;

  private final Ground ground;
  private final Path file;
  private final long rows;
  private final Results results;

  ExistingKeysCase(Ground ground, Path file, long rows, Results results) {
    this.ground = ground;
    this.file = file;
    this.rows = rows;
    this.results = results;
  }

  /** Measures a warm round of processes that have done the same once. */
  void measure(int repeat) throws IOException, InterruptedException, SQLException {
    String name = "existing-" + repeat;
    Path job = ground.job(name, LineitemTable.job(name, file));
    CpuMeter meter = new CpuMeter().with("database", ground::databaseCpu);
    CpuMeter staging =
        new CpuMeter().with("database", ground::databaseCpu).with("client", Ground::ownCpu);
    try (Connection connection = DriverManager.getConnection(ground.postgresql());
        BenchFleet fleet = BenchFleet.start(ground, name, job, rows, meter)) {
      LineitemTable table = new LineitemTable(connection, file);
      fill(table);
      String expected = table.content();
      fleet.run();
      fill(table);
      CpuMeter.Instant from = staging.now();
      table.merge();
      CpuMeter.Use limit = from.until(staging.now());
      fill(table);
      CpuMeter.Use use = fleet.run();
      table.require(expected);
      results.add(Round.limit("psql through a staging table", rows, limit));
      results.add(
          new Round(
              "CSV to PostgreSQL, keys exist, warm",
              rows,
              use,
              OptionalDouble.of(use.seconds() / limit.seconds()),
              OptionalDouble.of(BAR)));
    }
  }

  private static void fill(LineitemTable table) throws IOException, SQLException {
    table.empty();
    table.copy();
    table.checkpoint();
  }
}

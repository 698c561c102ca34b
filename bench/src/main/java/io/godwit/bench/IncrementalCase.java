package io.godwit.bench;

import io.godwit.bench.fleet.CommandedRun;
import io.godwit.bench.fleet.CpuMeter;
import io.godwit.bench.fleet.Ground;
import io.godwit.bench.fleet.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A table of which few rows have changed since the last run, read by a watermark that has an index:
 * the second run beside the first. What a run with nothing to do takes is taken off both.
 */
final class IncrementalCase {

  private static final double BAR = 0.1;
  private static final int CHANGED = 1000;

  private static final String JOB =
      """
      job: %s
      source: { tables: grown, in: target, watermark: at, overlap: 0s }
      sink: { table: copied, in: target }
      connections: { target: { jdbc: "${env:TARGET_URL}" } }
      """;

  private final Ground ground;
  private final long rows;
  private final Results results;

  IncrementalCase(Ground ground, long rows, Results results) {
    this.ground = ground;
    this.rows = rows;
    this.results = results;
  }

  void measure(int repeat) throws IOException, InterruptedException, SQLException {
    String name = "incremental-" + repeat;
    Path job = ground.job(name, JOB.formatted(name));
    Path home = Files.createTempDirectory(ground.work(), name + "-");
    String url = ground.postgresql();
    CommandedRun run = new CommandedRun(ground, url, home);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists grown, copied");
      statement.execute("create table grown (id bigint primary key, at timestamptz, name text)");
      statement.execute("create table copied (like grown including all)");
      statement.execute(
          "insert into grown select i, timestamptz '2026-01-01Z' + i * interval '1 second', 'name"
              + " of ' || i from generate_series(1, "
              + rows
              + ") i");
      statement.execute("create index on grown (at)");
      statement.execute("analyze grown");
      double first = told(run, name, job);
      double nothing = told(run, name, job);
      statement.execute(
          "update grown set at = at + interval '100 days' where id % "
              + Math.max(1, rows / CHANGED)
              + " = 0");
      double second = told(run, name, job);
      double all = Math.max(0.01, first - nothing);
      double few = Math.max(0.01, second - nothing);
      results.add(Round.limit("all rows of a table", rows, use(all)));
      results.add(
          new Round(
              "the same, 1,000 rows changed, by a watermark",
              rows,
              use(few),
              OptionalDouble.of(few / all),
              OptionalDouble.of(BAR)));
    }
  }

  private double told(CommandedRun run, String name, Path job)
      throws IOException, InterruptedException {
    double told = run.of(name, job).told();
    CommandedRun.awaitCache(ground);
    return told;
  }

  private static CpuMeter.Use use(double seconds) {
    return new CpuMeter.Use(seconds, Map.of(), 0);
  }
}

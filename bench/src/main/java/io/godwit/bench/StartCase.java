package io.godwit.bench;

import io.godwit.bench.fleet.CommandedRun;
import io.godwit.bench.fleet.Ground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code ./godwit run} of a hundred rows on servers that run: what it costs to start. Each time it
 * is another job, so that its topics are made too, after one run that nobody measures: it leaves
 * the script's cache of classes where there is none, which is made when the run has ended.
 */
final class StartCase {

  static final int ROWS = 100;
  private static final int RUNS = 5;

  private static final String JOB =
      """
      job: %s
      source:
        csv: start.csv
        key: id
        types: { id: integer, amount: decimal, booked: date }
      steps:
        - set: { name: "r.name + '!'" }
      sink: { table: start, in: target, key: id }
      connections:
        target: { jdbc: "${env:TARGET_URL}" }
      """;

  private final Ground ground;
  private final String url;
  private final Path home;

  private StartCase(Ground ground, String url, Path home) {
    this.ground = ground;
    this.url = url;
    this.home = home;
  }

  static List<CommandedRun.Cost> measure(Ground ground)
      throws IOException, InterruptedException, SQLException {
    String url = ground.servers().embedded().of("postgresql").orElseThrow();
    Path home = Files.createTempDirectory(ground.work(), "start-");
    Files.writeString(
        ground.work().resolve("start.csv"),
        "id,name,amount,booked\n"
            + IntStream.range(0, ROWS)
                .mapToObj(i -> i + ",name " + i + "," + i + ".50,2026-01-01\n")
                .collect(Collectors.joining()));
    StartCase start = new StartCase(ground, url, home);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists start");
      statement.execute(
          "create table start (id bigint primary key, name text, amount numeric, booked date)");
      List<CommandedRun.Cost> costs = new ArrayList<>();
      for (int run = 0; run <= RUNS; run++) {
        statement.execute("truncate start");
        costs.add(start.run("start-" + run));
        requireContent(statement);
        CommandedRun.awaitCache(ground);
      }
      return List.copyOf(costs.subList(1, costs.size()));
    }
  }

  private CommandedRun.Cost run(String name) throws IOException, InterruptedException {
    Path job = ground.job(name, JOB.formatted(name));
    return new CommandedRun(ground, url, home).of(name, job);
  }

  private static void requireContent(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from start")) {
      row.next();
      if (row.getInt(1) != ROWS) {
        throw new IllegalStateException("the table holds " + row.getInt(1) + " rows");
      }
    }
  }
}

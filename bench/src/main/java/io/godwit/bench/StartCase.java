package io.godwit.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code ./godwit run} of a hundred rows on servers that run: what it costs to start. Each time it
 * is another job, so that its topics are made too, after one run that nobody measures: it leaves
 * the script's cache of classes where there is none, which is made when the run has ended.
 */
final class StartCase {

  static final int ROWS = 100;
  private static final int RUNS = 5;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int MOST_LOOKS = 240;
  private static final String TOLD = ": complete in ";

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

  /**
   * How long it took, and how much.
   *
   * @param told until the report was told, in seconds
   * @param ended until the command had ended, in seconds
   * @param cpu of the command and all that it started, in seconds
   */
  record Times(double told, double ended, double cpu) {}

  static List<Times> measure(Ground ground) throws IOException, InterruptedException, SQLException {
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
      List<Times> times = new ArrayList<>();
      for (int run = 0; run <= RUNS; run++) {
        statement.execute("truncate start");
        times.add(start.run("start-" + run));
        requireContent(statement);
        start.awaitCache();
      }
      return List.copyOf(times.subList(1, times.size()));
    }
  }

  /** Notes stand beside the cache as long as it is made of them. */
  private void awaitCache() throws IOException, InterruptedException {
    for (int look = 0; look < MOST_LOOKS && isMaking(); look++) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }

  private boolean isMaking() throws IOException {
    try (Stream<Path> files = Files.list(ground.root().resolve("cli/target"))) {
      return files.anyMatch(file -> file.toString().endsWith(".notes"));
    }
  }

  private Times run(String name) throws IOException, InterruptedException {
    Path job = ground.job(name, JOB.formatted(name));
    double cpu = ProcFiles.ended(ProcessHandle.current().pid());
    long from = System.nanoTime();
    Process process = start(job);
    Optional<Double> told = Optional.empty();
    List<String> said = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
        if (told.isEmpty() && line.startsWith(name + TOLD)) {
          told = Optional.of(since(from));
        }
      }
    }
    int code = process.waitFor();
    double ended = since(from);
    if (told.isEmpty() || code != 0) {
      throw new IllegalStateException(
          "godwit run ended with code " + code + ":\n" + String.join("\n", said));
    }
    return new Times(told.get(), ended, ProcFiles.ended(ProcessHandle.current().pid()) - cpu);
  }

  private Process start(Path job) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ground.root().resolve("godwit").toString(),
                "run",
                job.toString(),
                "--bootstrap",
                ground.servers().cluster().bootstrap(),
                "--home",
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("TARGET_URL", url);
    if (!ground.moreOptions().isEmpty()) {
      builder.environment().put("GODWIT_JVM_OPTS", String.join(" ", ground.moreOptions()));
    }
    return builder.start();
  }

  private static void requireContent(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from start")) {
      row.next();
      if (row.getInt(1) != ROWS) {
        throw new IllegalStateException("the table holds " + row.getInt(1) + " rows");
      }
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}

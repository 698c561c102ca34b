package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.value.Key;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.Promises;
import io.godwit.testkit.guarantee.TargetRows;
import io.godwit.testkit.guarantee.TheSpoiltFail;
import io.godwit.testkit.watch.PostgreSqlLog;
import io.godwit.testkit.watch.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The example job {@code submissions} under a name of its own, with its own schema, and with some
 * rows of its data spoilt.
 *
 * @param name the job's name and the schema's
 * @param job its job file
 * @param data its CSV file
 */
record Submissions(Environment environment, String name, Path job, Path data) {

  private static final Path EXAMPLE =
      Path.of(System.getProperty("godwit.root"), "examples", "submissions");

  /** One row in so many is spoilt, in turn in each of these ways. */
  private static final int SPOILT = 997;

  /**
   * The job in a folder.
   *
   * @param records how many rows of the example's data, from the first
   * @param run the {@code run} section of the job file, one line of YAML
   */
  static Submissions create(
      Environment environment, Path folder, String name, int records, String run)
      throws IOException, SQLException {
    Path data = Files.createDirectories(folder.resolve(name)).resolve("submitted.csv");
    List<String> lines = new ArrayList<>();
    try (var rows = Files.lines(EXAMPLE.resolve("data/studentAssessment.csv"))) {
      rows.limit(records + 1L).forEach(lines::add);
    }
    for (int line = SPOILT; line < lines.size(); line += SPOILT) {
      lines.set(line, spoilt(lines.get(line), line / SPOILT % 4));
    }
    Files.write(data, lines);
    String text = Files.readString(EXAMPLE.resolve("job.yaml"), StandardCharsets.UTF_8);
    Path job = data.resolveSibling("job.yaml");
    Files.writeString(
        job,
        JobFolder.withRun(text, run)
            .replace("job: submissions", "job: " + name)
            .replace("csv: data/studentAssessment.csv", "csv: submitted.csv")
            .replace("split: 1MB", "split: 200KB"));
    Submissions submissions = new Submissions(environment, name, job, data);
    submissions.createTables();
    return submissions;
  }

  /** The digest that a run leaves which nothing disturbs; it is run once for all tests. */
  static String undisturbed(Environment environment, Path folder, int records)
      throws IOException, SQLException {
    String name = "calm-" + records;
    Submissions known = new Submissions(environment, name, folder, folder);
    if (!known.exists()) {
      Submissions calm = create(environment, folder, name, records, "{ partitions: 8 }");
      JobFolder.Ended ended =
          TypedHere.run(
              calm.job.resolveSibling("output.log"),
              calm.variables(),
              List.of(
                  "run",
                  calm.job.toString(),
                  "--bootstrap",
                  environment.bootstrap(),
                  "--home",
                  calm.job.resolveSibling("home").toString()));
      assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    }
    return known.digest();
  }

  /** Starts its fleet, held to all promises. */
  FleetRun start(int workers) throws IOException {
    return start(workers, promises());
  }

  /** Starts its fleet, held to these promises. */
  FleetRun start(int workers, Promises promises) {
    return new FleetRun(
        environment, job.resolveSibling("."), name, job, variables(), workers, watch(promises));
  }

  /** Watches its topics and its table from now on. */
  Watch watch(Promises promises) {
    return Watch.begin(
        new Cluster(environment.bootstrap()),
        name,
        promises,
        PostgreSqlLog.of(environment.jdbcUrl(), name, "assignment_submissions"));
  }

  /** All that is promised of its runs. */
  Promises promises() throws IOException {
    Set<String> spoilt = spoilt();
    return Promises.standard()
        .ofTarget(new TargetRows("lti_launch_id", Submissions::row))
        .with(() -> new TheSpoiltFail(spoilt));
  }

  /** What its steps make of a record, as far as that can be told without its lookup. */
  private static Map<String, String> row(DataRecord record) {
    UnaryOperator<String> field = name -> Key.display(record.fields().get(name).orElseThrow());
    String assessment = field.apply("id_assessment");
    String student = field.apply("id_student");
    return Map.of(
        "lti_launch_id",
        "oulad_" + assessment + "_" + student,
        "id_assessment",
        assessment,
        "id_student",
        student,
        "submitted_on_day",
        field.apply("date_submitted"));
  }

  private Set<String> spoilt() throws IOException {
    try (var lines = Files.lines(data)) {
      return IntStream.iterate(SPOILT, at -> at + SPOILT)
          .limit((lines.count() - 1) / SPOILT)
          .mapToObj(at -> "submitted.csv:" + (at + 1))
          .collect(Collectors.toSet());
    }
  }

  /** What its finished run has left. */
  FinishedRun evidence(Path reports) throws IOException {
    return new FinishedRun(environment.bootstrap(), name, reports, origins());
  }

  private boolean exists() throws SQLException {
    try (Connection connection = DriverManager.getConnection(environment.jdbcUrl());
        ResultSet schemas = connection.getMetaData().getSchemas(null, name)) {
      return schemas.next();
    }
  }

  private static String spoilt(String row, int way) {
    String[] fields = row.split(",");
    return switch (way) {
      case 0 -> row + ",one too many";
      case 1 -> fields[0] + "," + fields[1] + ",not a number," + fields[3];
      case 2 -> "99999999," + fields[1] + "," + fields[2] + ",0";
      default -> fields[0] + "," + fields[1] + ",,0";
    };
  }

  private void createTables() throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(environment.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("create schema \"" + name + "\"");
      statement.execute("set search_path to \"" + name + "\"");
      for (String file : List.of("setup/warehouse.sql", "setup/app.sql")) {
        statement.execute(Files.readString(EXAMPLE.resolve(file), StandardCharsets.UTF_8));
      }
    }
  }

  /** Does something to its tables while it may be running. */
  void sql(String statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(variables().get("APP_URL"));
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** What the job file's references lead to. */
  Map<String, String> variables() {
    String url = environment.jdbcUrl() + "&currentSchema=" + name;
    return Map.of("APP_URL", url, "WAREHOUSE_URL", url);
  }

  /** Where each record stands in the source. */
  private Set<String> origins() throws IOException {
    try (var lines = Files.lines(data)) {
      long count = lines.count();
      Set<String> origins = new HashSet<>();
      for (long line = 2; line <= count; line++) {
        origins.add("submitted.csv:" + line);
      }
      return origins;
    }
  }

  /** A digest of the whole target. */
  String digest() throws SQLException {
    try (Connection connection = DriverManager.getConnection(environment.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, chr(10)"
                    + " order by lti_launch_id)), '') from \""
                    + name
                    + "\".assignment_submissions t")) {
      rows.next();
      return rows.getString(1);
    }
  }
}

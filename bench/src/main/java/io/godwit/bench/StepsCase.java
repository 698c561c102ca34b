package io.godwit.bench;

import io.godwit.bench.data.SubmissionsFile;
import io.godwit.bench.fleet.BenchFleet;
import io.godwit.bench.fleet.CpuMeter;
import io.godwit.bench.fleet.Ground;
import io.godwit.bench.fleet.Round;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalDouble;

/**
 * A job with `lookup`, `drop`, `set` and `cast`, as the example `submissions` has them, beside the
 * same job without its steps. Both are warm: their processes have done the same once.
 */
final class StepsCase {

  private static final double BAR = 1.3;

  private static final String JOB =
      """
      job: %s
      source:
        csv: %s
        key: [id_assessment, id_student]
        types:
          id_assessment: integer
          id_student: integer
          date_submitted: integer
          is_banked: boolean
      %s
      sink:
        table: %s
        in: target
        key: [id_assessment, id_student]
        write: upsert
      connections:
        target: { jdbc: "embedded:postgresql" }
      """;

  private static final String STEPS =
      """
      steps:
        - lookup:
            in: target
            table: assessments
            by: id_assessment
            take: [code_module, code_presentation, assessment_type, weight]
            missing: reject
        - drop: r.is_banked
        - set:
            course: "r.code_module + '/' + r.code_presentation"
            is_exam: "r.assessment_type == 'Exam'"
        - cast: { score: decimal }
        - remove: [is_banked, code_module, code_presentation]
      """;

  private static final String[] TABLES = {
    "drop table if exists assessments, plain, stepped",
    """
    create table assessments (
      id_assessment integer primary key, code_module text not null,
      code_presentation text not null, assessment_type text not null, weight numeric(4,1) not null)
    """,
    "insert into assessments select %d + n, 'AAA', '2014' || chr(65 + n %% 3), case n %% 9 when 0 then 'Exam' else 'TMA' end, n %% 40 from generate_series(0, %d) n"
        .formatted(SubmissionsFile.assessment(0), SubmissionsFile.ASSESSMENTS - 1),
    """
    create table plain (
      id_assessment integer, id_student integer, date_submitted integer, is_banked boolean,
      score numeric(6,2), primary key (id_assessment, id_student))
    """,
    """
    create table stepped (
      id_assessment integer, id_student integer, date_submitted integer, score numeric(6,2),
      assessment_type text, weight numeric(4,1), course text, is_exam boolean,
      primary key (id_assessment, id_student))
    """
  };

  private final Ground ground;
  private final Path file;
  private final long rows;
  private final Results results;

  StepsCase(Ground ground, Path file, long rows, Results results) {
    this.ground = ground;
    this.file = file;
    this.rows = rows;
    this.results = results;
  }

  /** Measures a warm round of each. */
  void measure(int repeat) throws IOException, InterruptedException, SQLException {
    try (Connection connection = DriverManager.getConnection(ground.postgresql())) {
      for (String sql : TABLES) {
        execute(connection, sql);
      }
      CpuMeter.Use plain = measure(connection, "plain", "", rows, repeat);
      results.add(Round.limit("CSV to PostgreSQL without steps, warm", rows, plain));
      CpuMeter.Use stepped =
          measure(connection, "stepped", STEPS, SubmissionsFile.kept(rows), repeat);
      OptionalDouble ratio = OptionalDouble.of(stepped.seconds() / plain.seconds());
      results.add(
          new Round(
              "the same with lookup, drop, set and cast, warm",
              rows,
              stepped,
              ratio,
              OptionalDouble.of(BAR)));
    }
  }

  private CpuMeter.Use measure(
      Connection connection, String table, String steps, long expected, int repeat)
      throws IOException, InterruptedException, SQLException {
    String name = table + "-" + repeat;
    Path job = ground.job(name, JOB.formatted(name, file.getFileName(), steps, table));
    CpuMeter meter = new CpuMeter().with("database", ground::databaseCpu);
    try (BenchFleet fleet = BenchFleet.start(ground, name, job, rows, meter)) {
      fleet.run();
      execute(connection, "truncate " + table);
      execute(connection, "checkpoint");
      CpuMeter.Use use = fleet.run();
      require(connection, table, expected);
      return use;
    }
  }

  private static void require(Connection connection, String table, long expected)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      if (row.getLong(1) != expected) {
        throw new IllegalStateException(
            table + " holds " + row.getLong(1) + " rows, not " + expected);
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

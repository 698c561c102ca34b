package io.godwit.deploy;

import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * A schema with the tables of the example {@code submissions}, and what the database itself makes
 * of the example's CSV file.
 */
record SubmissionsTarget(String url) {

  private static final Path EXAMPLE = Image.ROOT.resolve("examples/submissions");

  /** What the job file says, in SQL. */
  private static final String EXPECTED =
      """
      create table expected as
      select 'oulad_' || s.id_assessment || '_' || s.id_student as lti_launch_id,
        s.id_assessment, s.id_student, s.date_submitted as submitted_on_day,
        a.code_module || '/' || a.code_presentation as course,
        a.assessment_type, a.weight, a.assessment_type = 'Exam' as is_exam
      from submitted s join assessments a using (id_assessment)
      where s.is_banked = 0
      """;

  static SubmissionsTarget create(Environment environment, String schema)
      throws IOException, SQLException {
    SubmissionsTarget target =
        new SubmissionsTarget(environment.jdbcUrl() + "&currentSchema=" + schema);
    target.execute("create schema " + schema);
    for (String file : List.of("setup/warehouse.sql", "setup/app.sql")) {
      target.execute(Files.readString(EXAMPLE.resolve(file)));
    }
    return target;
  }

  Map<String, String> variables() {
    return Map.of("APP_URL", url, "WAREHOUSE_URL", url);
  }

  /** How many rows are in the target or in what is expected, and not in both. */
  long differences() throws IOException, SQLException {
    execute(
        "create table submitted (id_assessment int, id_student int, date_submitted int,"
            + " is_banked int)");
    try (Connection connection = DriverManager.getConnection(url);
        Reader rows = Files.newBufferedReader(EXAMPLE.resolve("data/studentAssessment.csv"))) {
      new CopyManager(connection.unwrap(BaseConnection.class))
          .copyIn("copy submitted from stdin with (format csv, header)", rows);
    }
    execute(EXPECTED);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select count(*) from ("
                    + "(table expected except all table assignment_submissions) union all"
                    + " (table assignment_submissions except all table expected)) d")) {
      count.next();
      return count.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

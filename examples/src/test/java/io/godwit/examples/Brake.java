package io.godwit.examples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes a real target slow or shuts it, by a trigger before each statement that writes to the table
 * of a {@link Submissions} job. For one thread.
 */
final class Brake implements AutoCloseable {

  private static final String TRIGGER =
      """
      create table brake (seconds double precision, shut boolean);
      insert into brake values (0, false);
      create function brake() returns trigger language plpgsql as '
        begin
          if (select shut from "%1$s".brake) then
            raise exception ''the target is shut'' using errcode = ''57P03'';
          end if;
          perform pg_sleep(seconds) from "%1$s".brake;
          return null;
        end';
      create trigger brake before insert on assignment_submissions
        for each statement execute function brake();
      """;

  private final Connection connection;

  private Brake(Connection connection) {
    this.connection = connection;
  }

  static Brake on(Submissions job) throws SQLException {
    Connection connection = DriverManager.getConnection(job.variables().get("APP_URL"));
    Brake brake = new Brake(connection);
    brake.execute(TRIGGER.formatted(job.name()));
    return brake;
  }

  /** Each batch takes so much longer. */
  void slow(double seconds) throws SQLException {
    execute("update brake set seconds = " + seconds);
  }

  /** No batch is accepted, as by a server that starts up or shuts down. */
  void shut() throws SQLException {
    execute("update brake set shut = true");
  }

  void open() throws SQLException {
    execute("update brake set shut = false");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

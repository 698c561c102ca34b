package io.godwit.cli.demo;

import io.godwit.cli.fleet.JobSource;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Secret;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Connections;
import io.godwit.jdbc.JdbcAddress;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The SQL files in the folder {@code setup} beside a job: each is run on the connection that it is
 * named after. They may be run again: tables are made, and filled, only where they are missing.
 *
 * @param statements the text of each file, by the connection's name
 */
public record SetupFiles(Map<String, String> statements) {

  private static final String ENDING = ".sql";

  /**
   * The files of a job; none where it has no such folder.
   *
   * @throws Trouble where one cannot be read
   */
  public static SetupFiles of(JobSource job) throws Trouble {
    Map<String, String> statements = new TreeMap<>();
    Path folder = job.base().resolve("setup");
    for (String connection : job.job().connections().keySet()) {
      Path file = folder.resolve(connection + ENDING);
      if (Files.exists(file)) {
        statements.put(connection, text(file));
      }
    }
    return new SetupFiles(statements);
  }

  /**
   * Runs each file as one transaction.
   *
   * @throws Trouble where the database does not answer, or refuses a statement
   */
  public void runOn(Connections connections) throws Trouble {
    for (Map.Entry<String, String> entry : statements.entrySet()) {
      if (connections.spec(entry.getKey()) instanceof JdbcSpec) {
        run(entry.getKey(), entry.getValue(), JdbcAddress.access(connections, entry.getKey()));
      }
    }
  }

  private static void run(String name, String statements, JdbcAccess access) throws Trouble {
    Properties login = new Properties();
    access.user().ifPresent(user -> login.setProperty("user", user));
    access.password().map(Secret::value).ifPresent(word -> login.setProperty("password", word));
    try (Connection connection = DriverManager.getConnection(access.url(), login);
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw new Trouble(
          ErrorCode.STACK_FAILED,
          "setup/" + name + ENDING + " cannot be run: " + e.getMessage(),
          e);
    }
  }

  private static String text(Path file) throws Trouble {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be read", e);
    }
  }
}

package io.godwit.cli.demo;

import io.godwit.cli.opening.JobSource;
import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Connections;
import io.godwit.jdbc.JdbcAddress;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.mongodb.MongoDbSpec;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The files in the folder {@code setup} beside a job: SQL for the connection that it is named
 * after, documents ({@code CONNECTION.COLLECTION.jsonl.gz}), and {@code variables.properties}. They
 * may be run again: tables and collections are filled only where something is missing.
 *
 * @param statements the text of each file of SQL, by the connection's name
 * @param documents what collections are to hold
 * @param variables what the job's references lead to
 */
public record SetupFiles(
    Map<String, String> statements, List<SetupDocuments> documents, Map<String, String> variables) {

  private static final String ENDING = ".sql";

  /** Nothing but the variables of these files: for a second job beside the first. */
  public SetupFiles again() {
    return new SetupFiles(Map.of(), List.of(), variables);
  }

  /**
   * The files of a job; none where it has no such folder.
   *
   * @throws Trouble where one cannot be read
   */
  public static SetupFiles of(JobSource job) throws Trouble {
    Map<String, String> statements = new TreeMap<>();
    List<SetupDocuments> documents = new ArrayList<>();
    Path folder = job.base().resolve("setup");
    for (String connection : job.job().connections().keySet()) {
      Path file = folder.resolve(connection + ENDING);
      if (Files.exists(file)) {
        statements.put(connection, text(file));
      }
      documents.addAll(SetupDocuments.of(folder, connection));
    }
    return new SetupFiles(statements, documents, variables(folder));
  }

  private static Map<String, String> variables(Path folder) throws Trouble {
    Path file = folder.resolve("variables.properties");
    Map<String, String> variables = new TreeMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(text(file)));
      } catch (IOException e) {
        throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be read", e);
      }
      properties.stringPropertyNames().forEach(n -> variables.put(n, properties.getProperty(n)));
    }
    return variables;
  }

  /**
   * Runs each file of SQL as one transaction, then fills collections.
   *
   * @throws Trouble where the database does not answer, or refuses a statement
   */
  public void runOn(Connections connections) throws Trouble {
    for (Map.Entry<String, String> entry : statements.entrySet()) {
      if (connections.spec(entry.getKey()) instanceof JdbcSpec) {
        run(entry.getKey(), entry.getValue(), JdbcAddress.access(connections, entry.getKey()));
      }
    }
    for (SetupDocuments collection : documents) {
      if (connections.spec(collection.connection()) instanceof MongoDbSpec) {
        collection.fill(connections);
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

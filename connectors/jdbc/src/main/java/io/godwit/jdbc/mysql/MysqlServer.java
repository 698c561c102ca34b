package io.godwit.jdbc.mysql;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.Pool;
import io.godwit.jdbc.sql.dialect.SqlServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;

/**
 * A database of MariaDB or MySQL and the way to it.
 *
 * @param access how to reach it, with a URL of MariaDB's driver that says what is needed of it
 * @param name {@code host:port/database}, for messages: the URL's other parts may hold secrets
 */
record MysqlServer(JdbcAccess access, String name) implements SqlServer {

  /** How the URLs of MySQL's own driver begin. */
  static final String MYSQL = "jdbc:mysql:";

  private static final String MARIADB = "jdbc:mariadb:";

  /**
   * What is needed of the driver, whatever the URL says before it: several statements in one text,
   * files that are streams, and rows of a batch in one insert.
   */
  private static final String NEEDED =
      "allowMultiQueries=true&allowLocalInfile=true&rewriteBatchedStatements=true"
          + "&useServerPrepStmts=false";

  /**
   * The same of a connection for reading: the server prepares statements, which the driver lets it
   * only where a text is one of them.
   */
  private static final String NEEDED_TO_READ =
      "allowMultiQueries=false&rewriteBatchedStatements=false&useServerPrepStmts=true";

  /** What the URL does not say otherwise. The server's limits must end before the socket's. */
  private static final Map<String, String> PROPERTIES =
      Map.of("connectTimeout", "10000", "socketTimeout", "90000", "tcpKeepAlive", "true");

  /**
   * What each session starts with. Values are taken as they are or refused (strict mode; a key of 0
   * is no request for a number), texts and points in time mean the same on every worker, and what
   * an administrator may have switched off for a load of his own is on: foreign keys, unique
   * indexes. A statement's time, which MySQL has for queries only, and the waits for locks end
   * before the socket's, even where the server has longer ones. Where each statement is logged as
   * its text, InnoDB takes no writes of transactions that see what others have committed meanwhile;
   * elsewhere they lock no gaps between keys, in which workers would meet.
   */
  private static final String SETTINGS =
      """
      set session sql_mode = '%s', time_zone = '+00:00', lc_messages = 'en_US',
        foreign_key_checks = 1, unique_checks = 1, sql_safe_updates = 0, max_error_count = 64,
        innodb_lock_wait_timeout = least(@@innodb_lock_wait_timeout, 20),
        lock_wait_timeout = least(@@lock_wait_timeout, 20)
        /*M!100600 , max_statement_time = if(@@max_statement_time between 0.001 and 60,
          @@max_statement_time, 60), tx_isolation = if(@@binlog_format = 'STATEMENT',
          @@tx_isolation, 'READ-COMMITTED') */
        /*!80000 , transaction_isolation = if(@@binlog_format = 'STATEMENT',
          @@transaction_isolation, 'READ-COMMITTED') */
      """;

  /** How a session takes values. */
  static final String SQL_MODE =
      "STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
          + "NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION";

  /**
   * The database of an access.
   *
   * @throws Refused where the driver cannot read the URL, or it names no database
   */
  static MysqlServer of(JdbcAccess access) {
    String given =
        access.url().startsWith(MYSQL)
            ? MARIADB + access.url().substring(MYSQL.length())
            : access.url();
    Configuration parts = parsed(given);
    String database =
        Optional.ofNullable(parts.database())
            .filter(text -> !text.isEmpty())
            .orElseThrow(MysqlServer::unreadable);
    List<HostAddress> hosts = parts.addresses();
    String name =
        hosts.stream().map(host -> host.host + ":" + host.port).collect(Collectors.joining(","))
            + "/"
            + database;
    String url = given + (given.indexOf('?') < 0 ? "?" : "&") + NEEDED;
    return new MysqlServer(
        new JdbcAccess(url, access.user(), access.password(), access.pool()), name);
  }

  private static Configuration parsed(String url) {
    try {
      return Optional.ofNullable(Configuration.parse(url)).orElseThrow(MysqlServer::unreadable);
    } catch (SQLException e) {
      // The cause is left out, since its message repeats the URL.
      throw unreadable();
    }
  }

  private static Refused unreadable() {
    return new Refused(
        ErrorCode.JOB_INVALID,
        "the URL of a MariaDB or MySQL database reads jdbc:mariadb://host:port/name or"
            + " jdbc:mysql://host:port/name");
  }

  /**
   * What is different where a table is read, or an index is made: there is no limit to a
   * statement's time, and the driver waits an hour for its first row. Statements are prepared on
   * the server, which then sends values as they are, and not as texts that say less.
   */
  private static final String READING_MILLIS = "3600000";

  private static final String UNLIMITED =
      "set @godwit_reads = 1 /*M!100600 , max_statement_time = 0 */"
          + " /*!80000 , max_execution_time = 0 */";

  private static String settings() {
    return SETTINGS.formatted(SQL_MODE).strip();
  }

  @Override
  public Connection connect() throws SQLException {
    return connect(access.url(), PROPERTIES, List.of(settings()));
  }

  @Override
  public Connection connectForReading() throws SQLException {
    Map<String, String> patient = new HashMap<>(PROPERTIES);
    patient.put("socketTimeout", READING_MILLIS);
    String url = access.url().substring(0, access.url().length() - NEEDED.length());
    return connect(url + NEEDED_TO_READ, patient, List.of(settings(), UNLIMITED));
  }

  @Override
  public Connection connectForStaging() throws SQLException {
    Map<String, String> patient = new HashMap<>(PROPERTIES);
    patient.put("socketTimeout", READING_MILLIS);
    return connect(access.url(), patient, List.of(settings(), UNLIMITED));
  }

  private Connection connect(String url, Map<String, String> more, List<String> first)
      throws SQLException {
    Properties properties = new Properties();
    properties.putAll(more);
    access.user().ifPresent(user -> properties.setProperty("user", user));
    access.password().ifPresent(secret -> properties.setProperty("password", secret.value()));
    Connection connection = DriverManager.getConnection(url, properties);
    boolean ready = false;
    try (Statement statement = connection.createStatement()) {
      for (String setting : first) {
        statement.execute(setting);
      }
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  @Override
  public Pool pool(String purpose, boolean autoCommit, boolean shared) {
    return Pool.of("godwit " + purpose + " " + name, access, autoCommit, PROPERTIES, settings());
  }

  /** By its number; a session that is gone has none that another could have by now. */
  @Override
  public void end(Connection left) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      long session = left.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
      statement.execute("kill connection " + session);
    } catch (SQLException ignored) {
      // What was begun goes on for a while then, and the next attempt waits for its locks.
    }
  }
}

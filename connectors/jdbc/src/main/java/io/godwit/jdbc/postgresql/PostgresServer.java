package io.godwit.jdbc.postgresql;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.Pool;
import io.godwit.jdbc.sql.dialect.SqlServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;

/**
 * A PostgreSQL database and the way to it.
 *
 * @param access how to reach it
 * @param name {@code host:port/database}, for messages: the URL's other parts may hold secrets
 */
record PostgresServer(JdbcAccess access, String name) implements SqlServer {

  private static final int SOCKET_SECONDS = 90;
  private static final int STATEMENT_SECONDS = 60;

  /** A view may have to be put in order before its first row comes. */
  private static final int READING_SECONDS = 900;

  /**
   * What the URL does not say otherwise. A statement that takes a minute for one batch is given up
   * by the server, and the worker tries smaller ones; the socket's limit is for a server that is
   * gone without a word, so it must be the longer one.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          PGProperty.APPLICATION_NAME.getName(), "godwit",
          PGProperty.CONNECT_TIMEOUT.getName(), "10",
          PGProperty.LOGIN_TIMEOUT.getName(), "10",
          PGProperty.SOCKET_TIMEOUT.getName(), Integer.toString(SOCKET_SECONDS),
          PGProperty.TCP_KEEP_ALIVE.getName(), "true",
          // Lookups read the server's own texts; nothing else here reads values in bulk.
          PGProperty.BINARY_TRANSFER.getName(), "false");

  /**
   * What each connection, or each transaction, starts with. Settings that the database or the role
   * has made stricter are left alone. A statement's time must end before the socket's, even where
   * the database has a longer one: a statement that the client alone has given up goes on, and the
   * next attempt runs into its locks. Commits must reach the disk: a batch is called written on
   * their word. The others are those by which texts are read.
   */
  private static final String SETTINGS =
      """
      select set_config('TimeZone', 'UTC', %1$s),
        set_config('bytea_output', 'hex', %1$s),
        set_config('IntervalStyle', 'postgres', %1$s),
        set_config('lc_monetary', 'C', %1$s),
        set_config('xmloption', 'content', %1$s),
        case current_setting('lock_timeout') when '0'
          then set_config('lock_timeout', '20s', %1$s) end,
        case when (select setting::bigint from pg_settings where name = 'statement_timeout')
            not between 1 and %2$d
          then set_config('statement_timeout', '%2$d', %1$s) end,
        case current_setting('synchronous_commit') when 'off'
          then set_config('synchronous_commit', 'on', %1$s) end
      """;

  /** The application's name guards against a number that is another's by now. */
  private static final String END =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid = ? and usename = current_user
        and application_name = current_setting('application_name')
      """;

  @Override
  public String settingsOfTransaction() {
    return settings("true").strip();
  }

  private String settings(String local) {
    return SETTINGS.formatted(local, statementMillis());
  }

  /**
   * The database of an access.
   *
   * @throws Refused where the driver cannot read the URL
   */
  static PostgresServer of(JdbcAccess access) {
    Properties parts =
        Optional.ofNullable(Driver.parseURL(access.url(), new Properties()))
            .orElseThrow(() ->
                new Refused(
                    ErrorCode.JOB_INVALID,
                    "the URL of a PostgreSQL database reads jdbc:postgresql://host:port/name"));
    String name =
        "%s:%s/%s"
            .formatted(
                Optional.ofNullable(PGProperty.PG_HOST.getOrDefault(parts)).orElse(""),
                Optional.ofNullable(PGProperty.PG_PORT.getOrDefault(parts)).orElse(""),
                Optional.ofNullable(PGProperty.PG_DBNAME.getOrDefault(parts)).orElse(""));
    return new PostgresServer(access, name);
  }

  @Override
  public Connection connect() throws SQLException {
    return connect(SOCKET_SECONDS);
  }

  @Override
  public Connection connectForReading() throws SQLException {
    return connect(READING_SECONDS);
  }

  @Override
  public Connection connectForStaging() throws SQLException {
    return connect(READING_SECONDS);
  }

  /** In the transaction alone, as a pooler demands; the socket's limit is what ends it. */
  @Override
  public String settingsOfStaging() {
    return settingsOfTransaction() + "; set local statement_timeout = 0";
  }

  /** A socket's limit that the URL has wins. */
  private Connection connect(int socketSeconds) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(PROPERTIES);
    properties.setProperty(PGProperty.SOCKET_TIMEOUT.getName(), Integer.toString(socketSeconds));
    // Nobody knows yet whether a session keeps what is prepared in it, and all is asked once.
    properties.setProperty(PGProperty.PREPARE_THRESHOLD.getName(), "0");
    access.user().ifPresent(user -> properties.setProperty("user", user));
    access.password().ifPresent(secret -> properties.setProperty("password", secret.value()));
    return DriverManager.getConnection(access.url(), properties);
  }

  @Override
  public Pool pool(String purpose, boolean autoCommit, boolean shared) {
    Map<String, String> properties = new HashMap<>(PROPERTIES);
    if (shared) {
      properties.put(PGProperty.PREPARE_THRESHOLD.getName(), "0");
    }
    return Pool.of(
        "godwit " + purpose + " " + name,
        access,
        autoCommit,
        properties,
        shared ? "select 1" : settings("false"));
  }

  /**
   * Whether a pooler stands between that may give each transaction another session of the server.
   * It is known by its handing out numbers of sessions that are not the server's, or sessions that
   * change or serve two connections.
   */
  @Override
  public boolean isShared() throws Trouble {
    return ask(
        new PostgresErrors(),
        one -> {
          int first = backend(one);
          if (first != one.unwrap(PgConnection.class).getBackendPID()) {
            return true;
          }
          try (Connection other = connect()) {
            int second = backend(other);
            return first == second || backend(one) != first || backend(other) != second;
          } catch (SQLException e) {
            // There may be room for one connection only; then each transaction finds out by itself.
            return false;
          }
        });
  }

  private static int backend(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Two thirds of what the socket has, whose time the URL may set. */
  private long statementMillis() {
    Properties parts =
        Optional.ofNullable(Driver.parseURL(access.url(), new Properties()))
            .orElseGet(Properties::new);
    String given = PGProperty.SOCKET_TIMEOUT.getOrDefault(parts);
    int seconds =
        given == null || !given.matches("[1-9]\\d{0,6}") ? SOCKET_SECONDS : Integer.parseInt(given);
    return Math.min(STATEMENT_SECONDS * 1000L, seconds * 2000L / 3);
  }

  @Override
  public void end(Connection left) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(END)) {
      statement.setInt(1, left.unwrap(PgConnection.class).getBackendPID());
      statement.execute();
    } catch (SQLException ignored) {
      // What was begun goes on for a while then, and the next attempt waits for its locks.
    }
  }
}

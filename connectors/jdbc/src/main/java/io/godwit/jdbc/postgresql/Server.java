package io.godwit.jdbc.postgresql;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Access;
import io.godwit.jdbc.sql.Pool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A PostgreSQL database and the way to it.
 *
 * @param access how to reach it
 * @param name {@code host:port/database}, for messages: the URL's other parts may hold secrets
 */
record Server(Access.Jdbc access, String name) {

  private static final int SOCKET_SECONDS = 90;
  private static final int STATEMENT_SECONDS = 60;

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
   * What each connection starts with. Settings that the database or the role has made stricter are
   * left alone. A statement's time must end before the socket's, even where the database has a
   * longer one: a statement that the client alone has given up goes on, and the next attempt runs
   * into its locks. Commits must reach the disk: a batch is called written on their word.
   */
  private static final String FIRST_STATEMENT =
      """
      select set_config('TimeZone', 'UTC', false),
        set_config('bytea_output', 'hex', false),
        set_config('IntervalStyle', 'postgres', false),
        case current_setting('lock_timeout') when '0'
          then set_config('lock_timeout', '20s', false) end,
        case when (select setting::bigint from pg_settings where name = 'statement_timeout')
            not between 1 and %1$d
          then set_config('statement_timeout', '%1$d', false) end,
        case current_setting('synchronous_commit') when 'off'
          then set_config('synchronous_commit', 'on', false) end
      """;

  /** The application's name guards against a number that is another's by now. */
  private static final String END =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid = ? and usename = current_user
        and application_name = current_setting('application_name')
      """;

  /**
   * The database of an access.
   *
   * @throws Refused where the driver cannot read the URL
   */
  static Server of(Access.Jdbc access) {
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
    return new Server(access, name);
  }

  /** A connection of its own, outside of any pool: it fails at once and says why. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(PROPERTIES);
    access.user().ifPresent(user -> properties.setProperty("user", user));
    access.password().ifPresent(secret -> properties.setProperty("password", secret.value()));
    return DriverManager.getConnection(access.url(), properties);
  }

  /** A pool that has connected to nothing yet. */
  Pool pool(String purpose, boolean autoCommit) {
    return Pool.of(
        "godwit " + purpose + " " + name,
        access,
        autoCommit,
        PROPERTIES,
        FIRST_STATEMENT.formatted(statementMillis()));
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

  /**
   * Ends what a connection of this user left behind at the server when its time was over; as far as
   * that is possible, since the server may be gone.
   */
  void end(int backend) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(END)) {
      statement.setInt(1, backend);
      statement.execute();
    } catch (SQLException ignored) {
      // What was begun goes on for a while then, and the next attempt waits for its locks.
    }
  }

  /** Something asked while a sink or lookup opens. */
  interface Question<T> {
    /** Asks it. */
    T of(Connection connection) throws SQLException;
  }

  /**
   * Asks the database something over a connection of its own.
   *
   * @throws Trouble where the database does not answer, or refuses the login or a permission
   */
  <T> T ask(Question<T> question) throws Trouble {
    try (Connection connection = connect()) {
      return question.of(connection);
    } catch (SQLException e) {
      throw Faults.trouble(name, e);
    }
  }
}

package io.godwit.jdbc.postgresql;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Access;
import io.godwit.jdbc.sql.Pool;
import java.sql.Connection;
import java.sql.DriverManager;
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
record Server(Access.Jdbc access, String name) {

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
          PGProperty.SOCKET_TIMEOUT.getName(), "90",
          PGProperty.TCP_KEEP_ALIVE.getName(), "true",
          // Lookups read the server's own texts; nothing else here reads values in bulk.
          PGProperty.BINARY_TRANSFER.getName(), "false");

  /**
   * What each connection, or each transaction, starts with. Settings that the database or the role
   * has made stricter are left alone. Commits must reach the disk: a batch is called written on
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
        case current_setting('statement_timeout') when '0'
          then set_config('statement_timeout', '60s', %1$s) end,
        case current_setting('synchronous_commit') when 'off'
          then set_config('synchronous_commit', 'on', %1$s) end
      """;

  /**
   * To be sent first in each transaction where nothing that lives in a session can be relied on.
   */
  static final String SETTINGS_OF_TRANSACTION = SETTINGS.formatted("true").strip();

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
    // Nobody knows yet whether a session keeps what is prepared in it, and all is asked once.
    properties.setProperty(PGProperty.PREPARE_THRESHOLD.getName(), "0");
    access.user().ifPresent(user -> properties.setProperty("user", user));
    access.password().ifPresent(secret -> properties.setProperty("password", secret.value()));
    return DriverManager.getConnection(access.url(), properties);
  }

  /**
   * A pool that has connected to nothing yet.
   *
   * @param shared whether something between hands out sessions by the transaction: then nothing is
   *     left in one, neither settings nor prepared statements
   */
  Pool pool(String purpose, boolean autoCommit, boolean shared) {
    Map<String, String> properties = new HashMap<>(PROPERTIES);
    if (shared) {
      properties.put(PGProperty.PREPARE_THRESHOLD.getName(), "0");
    }
    return Pool.of(
        "godwit " + purpose + " " + name,
        access,
        autoCommit,
        properties,
        shared ? "select 1" : SETTINGS.formatted("false"));
  }

  /**
   * Whether a pooler stands between that may give each transaction another session of the server.
   * It is known by its handing out numbers of sessions that are not the server's, or sessions that
   * change or serve two connections.
   *
   * @throws Trouble where the database does not answer
   */
  boolean isShared() throws Trouble {
    return ask(one -> {
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

package io.godwit.testkit.watch;

import io.godwit.testkit.guarantee.Seen;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/**
 * The rows that are written to one table of PostgreSQL, out of its write-ahead log. What is rolled
 * back is not in there. For one thread at a time.
 */
public final class PostgreSqlLog implements TargetLog {

  /** It lives as long as the session, so nothing is left behind of a test that is killed. */
  private static final String SLOT = "'watch_' || pg_backend_pid()";

  private static final String CHANGES =
      "select data from pg_logical_slot_get_changes("
          + SLOT
          + ", null, null, 'include-xids', 'off', 'include-timestamp', 'on',"
          + " 'skip-empty-xacts', 'on')";

  private final Connection connection;
  private final DecodedChanges decoded;

  private PostgreSqlLog(Connection connection, DecodedChanges decoded) {
    this.connection = connection;
    this.decoded = decoded;
  }

  /**
   * Begins to follow a table; what is written before is not seen.
   *
   * @param url of a superuser, or of one who may replicate, at a server with {@code
   *     wal_level=logical}
   */
  public static PostgreSqlLog of(String url, String schema, String table) {
    try {
      Connection connection = DriverManager.getConnection(url);
      try {
        return new PostgreSqlLog(connection, begin(connection, schema, table));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the writes to " + schema + "." + table + " cannot be seen", e);
    }
  }

  private static DecodedChanges begin(Connection connection, String schema, String table)
      throws SQLException {
    try (Statement sql = connection.createStatement()) {
      // The times of commits are written in the zone of the session.
      sql.execute("set timezone = 'UTC'");
      sql.execute("select pg_create_logical_replication_slot(" + SLOT + ", 'test_decoding', true)");
    }
    try (PreparedStatement sql = connection.prepareStatement("select format('%I.%I', ?, ?)")) {
      sql.setString(1, schema);
      sql.setString(2, table);
      try (ResultSet name = sql.executeQuery()) {
        name.next();
        return new DecodedChanges(name.getString(1));
      }
    }
  }

  @Override
  public void read(Consumer<Seen> each) {
    try (Statement sql = connection.createStatement();
        ResultSet lines = sql.executeQuery(CHANGES)) {
      while (lines.next()) {
        decoded.line(lines.getString(1)).forEach(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the log of the target cannot be read", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the log of the target cannot be closed", e);
    }
  }
}

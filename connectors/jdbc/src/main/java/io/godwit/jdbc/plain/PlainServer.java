package io.godwit.jdbc.plain;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.Pool;
import io.godwit.jdbc.sql.dialect.SqlServer;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * A database behind any driver. Nothing is set in its sessions: what a statement may take, and how
 * long a connection is waited for, is for the URL to say, in the driver's own words.
 *
 * @param name the URL without what stands behind its first ; or ?, which may be a secret
 */
record PlainServer(JdbcAccess access, String name) implements SqlServer {

  /**
   * The database of an access.
   *
   * @throws Refused where no driver takes the URL, or its columns say nothing of their values
   */
  static PlainServer of(JdbcAccess access) {
    requireTyped(access.url());
    if (DriverManager.drivers().noneMatch(driver -> accepts(driver, access.url()))) {
      throw missing(access.url());
    }
    return new PlainServer(access, access.url().replaceFirst("[;?].*", ""));
  }

  /**
   * In SQLite each value has a type of its own, whatever its column is declared to be, and the
   * driver makes of it what the column says: a number of 64 bits came out as another one of 32.
   */
  private static void requireTyped(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "jdbc:sqlite: columns of SQLite do not say what their values are, so none is sure to"
              + " arrive as it is; write its tables to CSV files, and declare their types");
    }
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      // It cannot read the URL, and so does not take it.
      return false;
    }
  }

  /** Only the scheme is shown: what follows in the URL of an unknown driver may be a secret. */
  private static Refused missing(String url) {
    String[] parts = url.split(":", 3);
    String scheme = parts.length < 3 ? "..." : parts[0] + ":" + parts[1] + ":...";
    return new Refused(
        ErrorCode.JOB_INVALID,
        "no driver for '"
            + scheme
            + "' is on the class path: Godwit brings those of PostgreSQL and MariaDB, which speaks"
            + " to MySQL as well; name the jar of any other in the variable GODWIT_CONNECTORS, for"
            + " every command and role (GODWIT_CONNECTORS=/opt/driver.jar godwit ...)");
  }

  @Override
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    access.user().ifPresent(user -> properties.setProperty("user", user));
    access.password().ifPresent(secret -> properties.setProperty("password", secret.value()));
    return DriverManager.getConnection(access.url(), properties);
  }

  @Override
  public Pool pool(String purpose, boolean autoCommit, boolean shared) {
    return Pool.of("godwit " + purpose + " " + name, access, autoCommit, Map.of(), "");
  }
}

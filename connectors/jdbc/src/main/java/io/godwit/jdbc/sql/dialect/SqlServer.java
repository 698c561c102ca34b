package io.godwit.jdbc.sql.dialect;

import io.godwit.common.model.failure.Trouble;
import io.godwit.jdbc.sql.Pool;
import java.sql.Connection;
import java.sql.SQLException;

/** A database and the way to it. Any thread may use it. */
public interface SqlServer {

  /** The database, for messages: the URL's other parts may hold secrets. */
  String name();

  /** A connection of its own, outside of any pool: it fails at once and says why. */
  Connection connect() throws SQLException;

  /**
   * The same for whoever reads a part of a table over it, and so for statements whose first row may
   * take longer than a batch of a sink is given.
   */
  default Connection connectForReading() throws SQLException {
    return connect();
  }

  /**
   * The same for whoever stages rows over it and compares them with a whole table, which may take
   * longer than a batch of a sink is given.
   */
  default Connection connectForStaging() throws SQLException {
    return connect();
  }

  /** What is to be sent first in each transaction over such a connection; or nothing. */
  default String settingsOfStaging() {
    return settingsOfTransaction();
  }

  /**
   * A pool that has connected to nothing yet.
   *
   * @param purpose of the connections, for logs
   * @param autoCommit whether a statement is a transaction of its own
   * @param shared whether something between hands out sessions by the transaction: then nothing may
   *     be left in one, neither settings nor prepared statements
   */
  Pool pool(String purpose, boolean autoCommit, boolean shared);

  /**
   * Whether a pooler stands between that may give each transaction another session.
   *
   * @throws Trouble where the database does not answer
   */
  default boolean isShared() throws Trouble {
    return false;
  }

  /** What is to be sent first in each transaction where sessions are shared; or nothing. */
  default String settingsOfTransaction() {
    return "";
  }

  /**
   * Ends what a connection left behind at the server when its time was over; as far as that is
   * possible, since the server may be gone. Where it is not, the next attempt waits for its locks.
   */
  default void end(Connection connection) {}

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
  default <T> T ask(SqlErrors errors, Question<T> question) throws Trouble {
    try (Connection connection = connect()) {
      return question.of(connection);
    } catch (SQLException e) {
      throw errors.trouble(name(), e);
    }
  }
}

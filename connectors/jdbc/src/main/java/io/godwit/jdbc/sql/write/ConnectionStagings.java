package io.godwit.jdbc.sql.write;

import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The staging tables of one connection, each with a number of its own: one for each table that was
 * written over it, since units take turns and none should make its staging table anew at each. For
 * whoever has the connection.
 */
final class ConnectionStagings {

  private final Dialect dialect;
  private final boolean shared;
  private final Map<Use, Staging> known = new HashMap<>();
  private final Map<Use, Integer> numbers = new HashMap<>();

  /**
   * A table that is written. Two sinks of a job may be one table, and each has rows of its own.
   *
   * @param place among the tables of the sink
   */
  private record Use(int place, TableName table) {}

  /**
   * None yet.
   *
   * @param shared whether a pooler may give each transaction another session
   */
  ConnectionStagings(Dialect dialect, boolean shared) {
    this.dialect = dialect;
    this.shared = shared;
  }

  /**
   * The staging table of a table; it is made where there is none of this shape.
   *
   * @param connection the one that these are of, which is not kept: it may go whenever the pool
   *     lets it
   * @param numbered whether the order counts in which rows are sent
   */
  Staging of(Connection connection, int place, Table table, boolean numbered) throws SQLException {
    Use use = new Use(place, table.name());
    Staging staging = known.get(use);
    if (staging == null || !staging.isOf(table, numbered)) {
      int number = numbers.computeIfAbsent(use, unused -> numbers.size());
      staging =
          shared
              ? Staging.inTransaction(dialect, number, table, numbered)
              : Staging.create(dialect, number, connection, table, numbered);
      known.put(use, staging);
    }
    return staging;
  }
}

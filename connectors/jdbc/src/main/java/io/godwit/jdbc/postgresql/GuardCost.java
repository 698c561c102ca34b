package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/** Measures what guarding a table costs each transaction, for the bench. */
public final class GuardCost {

  private GuardCost() {}

  /**
   * The time of a lock with its look, with the beginning of the transaction that travels with them,
   * in nanoseconds; warm.
   *
   * @param connection for this alone; it is left as it was
   * @param times how often it is measured
   */
  public static double nanos(Connection connection, String table, int times) throws SQLException {
    connection.setAutoCommit(false);
    String statements =
        TableLook.statements(new Catalog().table(connection, TableName.parse(table)), true);
    long spent = 0;
    for (int i = 0; i < 2 * times; i++) {
      connection.rollback();
      long begun = System.nanoTime();
      TableLook.at(connection, statements);
      // The first half warms up.
      spent += i < times ? 0 : System.nanoTime() - begun;
    }
    connection.rollback();
    connection.setAutoCommit(true);
    return (double) spent / times;
  }
}

package io.godwit.jdbc.sql.guard;

import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** How a database looks at one table. Any thread may use it, each over a connection of its own. */
public interface TableLooking {

  /**
   * What a look answers: whether anything may have changed, and not what.
   *
   * @param found whether the name leads to a table
   * @param number of that table; 0 where the database gives it none
   * @param version another one where anything that describes the table may be another, and never
   *     empty
   */
  record Look(boolean found, long number, String version) {}

  /**
   * Locks the table against being altered until the transaction ends, as any write would, and
   * looks.
   *
   * @param shared whether the session may be another one in each transaction
   * @throws io.godwit.jdbc.sql.dialect.SharedSession where sessions are shared and nobody knew
   */
  Look look(Connection connection, boolean shared) throws SQLException;

  /** What there is, within the transaction of a look. */
  TableFacts facts(Connection connection, Look look) throws SQLException;

  /**
   * The same table as it is now.
   *
   * @throws io.godwit.common.model.failure.Refused where it is not there any more
   */
  Table again(Connection connection, Table known) throws SQLException;

  /**
   * Whether a column of one type takes all that one of another took, and keeps it as it is.
   *
   * @param was the type as facts have it
   * @param is the other one
   */
  boolean widens(String was, String is);

  /**
   * The constraint or index of a table that an error names which blames a row; empty where none.
   */
  Optional<String> constraint(SQLException e, Table table);
}

package io.godwit.jdbc.sql.relation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a dialect brings so that its databases can be read as sources. Without state, for any
 * thread. What its methods throw of {@link SQLException} is judged by the dialect's errors.
 */
public interface SourceDialect {

  /** What there is to read. */
  RelationCatalog catalog();

  /** How keys become texts, and parameters. */
  KeyBinding keys();

  /**
   * Begins a transaction that changes nothing and sees one state of the database until it ends, in
   * which values are shown as the row teller reads them.
   *
   * @param connection that has just been opened; after it, a statement with a fetch size hands out
   *     its rows in such pieces, and never holds all of them
   */
  void beginSnapshot(Connection connection) throws SQLException;

  /**
   * A condition or query of a job for a statement with parameters, of which it holds none: where
   * the driver would take a sign of it for one.
   */
  default String withoutParameters(String written) {
    return written;
  }

  /**
   * Tells the values of these columns.
   *
   * @param first where the first of them stands in an answer, from 1; the others follow it
   */
  RowTeller rows(List<RelationColumn> columns, int first);
}

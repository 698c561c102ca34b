package io.godwit.jdbc.sql.relation;

import io.godwit.jdbc.sql.fit.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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

  /** What a person should know of every run that reads a database, a sentence each. */
  default List<String> remarks(Connection connection) throws SQLException {
    return List.of();
  }

  /**
   * What is said of a column of a key of which it is not sure that a comparison with a parameter
   * and the order of the rows agree; empty where it is. A key with such a column is read by one
   * reader, which counts the rows off where it goes on.
   */
  default Optional<String> unordered(Column column) {
    return Optional.empty();
  }

  /** Whether rows can be put in the order of a column, if its type has one. */
  default boolean sorts(Column column) {
    return true;
  }

  /** Whether its databases take what a watermark asks of dates and times. */
  default boolean knowsWatermarks() {
    return true;
  }

  /**
   * Tells the values of these columns.
   *
   * @param first where the first of them stands in an answer, from 1; the others follow it
   */
  RowTeller rows(List<RelationColumn> columns, int first);
}

package io.godwit.jdbc.sql.dialect;

import io.godwit.common.model.Match;
import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A piece that waits in memory where others lie in a staging table: for databases that have none
 * which is made in the same way everywhere. It holds what was staged last. For one thread at a
 * time.
 */
public interface WaitingPiece {

  /** Holds nothing from now on. */
  void clear();

  /**
   * Takes the rows into the table, in the transaction that goes on. Where there are none, the
   * statements are carried out all the same, such that they touch no row.
   *
   * @param write how a row meets one of its key
   * @param layout the columns of the rows
   * @throws SQLException where the database refuses; of a batch, the counts are those of the rows
   *     in the order in which they were staged
   */
  void take(Connection connection, SinkSpec.Write write, FieldRules rules, ColumnLayout layout)
      throws SQLException;

  /** How each row compares with what the table has under its key, in their order. */
  List<Match> compare(Connection connection, FieldRules rules, ColumnLayout layout)
      throws SQLException;

  /**
   * Holds one row of the table instead, any one.
   *
   * @return whether the table has a row
   */
  boolean copyAny(Connection connection, FieldRules rules, ColumnLayout layout) throws SQLException;

  /** Deletes the rows of the table that agree with one of these in some columns of the layout. */
  void delete(Connection connection, FieldRules rules, ColumnLayout layout, List<Column> columns)
      throws SQLException;

  /**
   * Has the driver take a value of each column's type, in statements that touch no row.
   *
   * @throws SQLException where it does not
   */
  void tryValues(Connection connection, FieldRules rules) throws SQLException;
}

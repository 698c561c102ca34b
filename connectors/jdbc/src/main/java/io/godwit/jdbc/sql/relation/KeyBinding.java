package io.godwit.jdbc.sql.relation;

import io.godwit.jdbc.sql.fit.Column;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The values of keys as texts, and back into statements. A value that goes both ways is the same:
 * it stands in splits and positions as its text, and is compared by the database alone, in its own
 * order and collation.
 */
public interface KeyBinding {

  /**
   * The text of a value of the current row, which is not null.
   *
   * @param place from 1
   */
  String text(ResultSet row, int place, Column column) throws SQLException;

  /** What stands in a statement for a value that is compared with a column: one parameter. */
  String parameter(Column column);

  /**
   * Fills a parameter in.
   *
   * @param place from 1
   * @param text as {@link #text} gave it
   */
  void bind(PreparedStatement statement, int place, String text, Column column) throws SQLException;

  /** The condition by which rows lie on one side of a key. */
  default KeyCondition compare(List<Column> key, KeyCondition.Side side) {
    return KeyCondition.speltOut(key, side, this::parameter);
  }
}

package io.godwit.jdbc.sql.dialect;

import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How values get into a database and back, exactly as they are. */
public interface Wire {

  /**
   * Sends rows of a table over one connection, which it does not hold.
   *
   * @param staging the name of the staging table for SQL
   */
  Rows rows(Table target, String staging);

  /**
   * The text under which a lookup asks for a key; empty where no row of the column can have it. A
   * value that the column's type cannot hold must have none: it would spoil the whole query.
   *
   * @param value of the column's type, or a number in the range of its type
   */
  Optional<String> asked(Value value, Column column);

  /**
   * Fills the values of a column into a lookup.
   *
   * @param place of the column among those that are compared, from 1
   */
  void ask(PreparedStatement query, int place, List<String> values) throws SQLException;

  /**
   * The same where it depends on how many columns are compared.
   *
   * @param keys the columns that are compared
   * @param key which of them, from 0
   */
  default void ask(PreparedStatement query, List<Column> keys, int key, List<String> values)
      throws SQLException {
    ask(query, key + 1, values);
  }

  /** Whether every value of a column can be read as it is. */
  boolean reads(Column column);

  /**
   * The value of a column for which {@link #reads} holds.
   *
   * @param place from 1
   */
  Value read(ResultSet row, int place, Column column) throws SQLException;
}

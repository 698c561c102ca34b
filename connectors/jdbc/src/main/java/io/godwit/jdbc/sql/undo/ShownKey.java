package io.godwit.jdbc.sql.undo;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.fit.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The key of a row that is kept, as people are told it.
 *
 * @param dialect of the database
 * @param columns of the key
 */
record ShownKey(Dialect dialect, List<Column> columns) {

  /** Its columns in a list of what is selected. */
  String selected(String alias) {
    return columns.stream()
        .map(column -> dialect.statements().shown(alias + "." + column.quoted(), column))
        .collect(Collectors.joining(", "));
  }

  /**
   * The key of a row.
   *
   * @param first the place of its first column in the row, from 1
   */
  Document of(ResultSet row, int first) throws SQLException {
    String[] names = new String[columns.size()];
    Value[] values = new Value[columns.size()];
    for (int i = 0; i < names.length; i++) {
      Column column = columns.get(i);
      names[i] = column.name();
      values[i] =
          dialect.wire().reads(column)
              ? dialect.wire().read(row, first + i, column)
              : new Value.Text(String.valueOf(row.getString(first + i)));
    }
    return Document.ofShared(names, values);
  }
}

package io.godwit.jdbc.plain;

import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements about single rows of a table, in SQL that every database takes. */
record RowStatements(Table table, ColumnLayout layout) {

  /** A condition that no row meets. */
  private static final String NONE = " where 1 = 0";

  String insert() {
    return "insert into %s (%s) values (%s)"
        .formatted(
            table.quoted(),
            layout.names(),
            layout.columns().stream().map(column -> "?").collect(Collectors.joining(", ")));
  }

  /** Only where the layout has columns beside the key. */
  String update() {
    String sets =
        layout.others().stream()
            .map(column -> column.quoted() + " = ?")
            .collect(Collectors.joining(", "));
    return "update %s set %s where %s".formatted(table.quoted(), sets, equal(layout.keyColumns()));
  }

  String select() {
    return "select %s from %s where %s"
        .formatted(layout.names(), table.quoted(), equal(layout.keyColumns()));
  }

  String insertOfNone() {
    return "insert into %1$s (%2$s) select %2$s from %1$s%3$s"
        .formatted(table.quoted(), layout.names(), NONE);
  }

  String updateOfNone() {
    Column any = layout.columns().getLast();
    return "update %1$s set %2$s = %2$s%3$s".formatted(table.quoted(), any.quoted(), NONE);
  }

  /** Whether a row has a value in each of these columns. */
  static String equal(List<Column> columns) {
    return columns.stream()
        .map(column -> column.quoted() + " = ?")
        .collect(Collectors.joining(" and "));
  }

  void bindInsert(PreparedStatement insert, List<Optional<Object>> row) throws SQLException {
    for (int i = 0; i < row.size(); i++) {
      DriverValue.bind(insert, i + 1, row.get(i), layout.columns().get(i));
    }
  }

  void bindUpdate(PreparedStatement update, List<Optional<Object>> row) throws SQLException {
    int place = 0;
    for (int i = layout.key(); i < row.size(); i++) {
      DriverValue.bind(update, ++place, row.get(i), layout.columns().get(i));
    }
    bindKey(update, place + 1, row);
  }

  void bindKey(PreparedStatement statement, int first, List<Optional<Object>> row)
      throws SQLException {
    for (int i = 0; i < layout.key(); i++) {
      DriverValue.bind(statement, first + i, row.get(i), layout.columns().get(i));
    }
  }
}

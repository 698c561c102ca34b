package io.godwit.jdbc.plain;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.dialect.MetadataPlace;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The columns of tables and of answers, as the metadata tells them. */
final class Columns {

  private Columns() {}

  private record Found(int ordinal, String name, JdbcTypes.Told type, boolean required, Given by) {}

  private enum Given {
    NOTHING,
    DEFAULT,
    GENERATED
  }

  /** Those of a table or view, in their order. */
  static List<Column> of(Connection connection, MetadataPlace place) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    List<Found> found = new ArrayList<>();
    // The names are patterns there, in which _ is any character; so what comes is looked at.
    try (ResultSet rows =
        database.getColumns(
            place.catalog().orElse(null), place.schema().orElse(null), place.table(), "%")) {
      while (rows.next()) {
        String schema = rows.getString(2);
        if (place.table().equals(rows.getString(3))
            && place.schema().equals(Optional.ofNullable(schema))) {
          found.add(found(rows));
        }
      }
    }
    found.sort(Comparator.comparingInt(Found::ordinal));
    Names names = Names.of(database);
    Set<String> taken = new HashSet<>(found.stream().map(Found::name).toList());
    return found.stream().map(column -> column(column, names, taken)).toList();
  }

  /** In the order of the answer, since some drivers hand a default out once, as a stream. */
  private static Found found(ResultSet row) throws SQLException {
    String name = row.getString(4);
    int jdbc = row.getInt(5);
    String type = String.valueOf(row.getString(6));
    int size = row.getInt(7);
    int digits = row.getInt(9);
    OptionalInt scale = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(digits);
    boolean required = row.getInt(11) == DatabaseMetaData.columnNoNulls;
    String standard = row.getString(13);
    int ordinal = row.getInt(17);
    boolean counted = "YES".equals(row.getString(23));
    boolean generated = "YES".equals(row.getString(24));
    Given by = Given.NOTHING;
    if (counted || (standard != null && !generated)) {
      by = Given.DEFAULT;
    } else if (generated) {
      by = Given.GENERATED;
    }
    return new Found(ordinal, name, new JdbcTypes.Told(jdbc, type, size, scale), required, by);
  }

  private static Column column(Found found, Names names, Set<String> taken) {
    Column.Supply supply =
        switch (found.by()) {
          case NOTHING -> Column.Supply.NOTHING;
          case DEFAULT -> Column.Supply.DEFAULT;
          case GENERATED -> Column.Supply.GENERATED;
        };
    return column(found.name(), names, taken, found.type(), found.required(), supply);
  }

  private static Column column(
      String stored,
      Names names,
      Set<String> taken,
      JdbcTypes.Told type,
      boolean required,
      Column.Supply supply) {
    String shown = names.shown(stored);
    boolean closed = type.kind() == ColumnKind.OTHER && supply != Column.Supply.GENERATED;
    return new Column(
        shown.equals(stored) || taken.contains(shown) ? stored : shown,
        names.quoted(stored),
        type.spelt(),
        type.type().name(),
        type.kind(),
        Optional.empty(),
        type.limits(),
        false,
        required,
        false,
        closed ? Column.Supply.CLOSED : supply);
  }

  /**
   * Those of an answer.
   *
   * @throws Refused where two have one name, or one has none
   */
  static List<Column> of(ResultSetMetaData answer, Names names) throws SQLException {
    Set<String> labels = new HashSet<>();
    for (int i = 1; i <= answer.getColumnCount(); i++) {
      String label = answer.getColumnLabel(i);
      if (label == null || label.isBlank() || !labels.add(label)) {
        throw new Refused(
            ErrorCode.SOURCE_QUERY,
            "column "
                + i
                + " of the query has no name of its own; give it one with as: each is a field");
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= answer.getColumnCount(); i++) {
      JdbcTypes.Told type =
          new JdbcTypes.Told(
              answer.getColumnType(i),
              String.valueOf(answer.getColumnTypeName(i)),
              answer.getPrecision(i),
              OptionalInt.of(answer.getScale(i)));
      boolean required = answer.isNullable(i) == ResultSetMetaData.columnNoNulls;
      columns.add(
          column(answer.getColumnLabel(i), names, labels, type, required, Column.Supply.NOTHING));
    }
    return columns;
  }
}

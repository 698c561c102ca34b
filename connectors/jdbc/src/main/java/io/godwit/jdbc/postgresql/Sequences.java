package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The sequences that give a table's columns their values where an insert gives none. */
final class Sequences {

  private static final String QUERY =
      """
      select a.attname, pg_get_serial_sequence(?, a.attname) from pg_attribute a
      where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
        and (a.attidentity <> '' or a.atthasdef)
        and pg_get_serial_sequence(?, a.attname) is not null
      """;

  private Sequences() {}

  /** What to say where a load gives a column its values itself, by the column. */
  static Map<String, String> notices(Connection connection, Table table) throws SQLException {
    Map<String, String> notices = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, table.quoted());
      query.setLong(2, table.number());
      query.setString(3, table.quoted());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String column = rows.getString(1);
          notices.put(column, notice(table, column, rows.getString(2)));
        }
      }
    }
    return notices;
  }

  private static String notice(Table table, String column, String sequence) {
    String text =
        "the sequence of column %1$s of table %2$s is not moved on by this job, which writes the"
            + " column itself; before anything else inserts there, type:"
            + " select setval('%3$s', (select max(%4$s) from %5$s))";
    return text.formatted(
        column, table.name(), sequence.replace("'", "''"), Quoting.name(column), table.quoted());
  }
}

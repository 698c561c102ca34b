package io.godwit.jdbc.sql.schema;

import io.godwit.common.model.schema.Structure;
import io.godwit.jdbc.sql.dialect.MetadataPlace;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a table has beside its columns, as the driver's metadata tells it.
 *
 * @param indexes but that of the primary key
 * @param references to other tables, or to itself; {@link Structure.Reference#to} is the other
 *     table's name, with its schema where that is another one than its own
 * @param counters the columns to which the database gives the next number
 * @param peculiar the names of indexes that hold only some rows, or expressions: what they are is
 *     told by the database alone
 */
public record TableParts(
    List<Structure.Index> indexes,
    List<Structure.Reference> references,
    List<String> counters,
    List<String> peculiar) {

  /** Takes unmodifiable copies. */
  public TableParts {
    indexes = List.copyOf(indexes);
    references = List.copyOf(references);
    counters = List.copyOf(counters);
    peculiar = List.copyOf(peculiar);
  }

  /** Those of a table that is there. */
  public static TableParts of(Connection connection, MetadataPlace place) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    Set<String> columns = new HashSet<>();
    List<String> counters = new ArrayList<>();
    try (ResultSet rows =
        data.getColumns(or(place.catalog()), or(place.schema()), escaped(data, place), null)) {
      while (rows.next()) {
        if (place.table().equals(rows.getString("TABLE_NAME"))) {
          columns.add(rows.getString("COLUMN_NAME"));
          if ("YES".equals(rows.getString("IS_AUTOINCREMENT"))) {
            counters.add(rows.getString("COLUMN_NAME"));
          }
        }
      }
    }
    List<String> peculiar = new ArrayList<>();
    List<Structure.Index> indexes = indexes(data, place, columns, peculiar);
    return new TableParts(indexes, references(data, place), counters, peculiar);
  }

  /** The metadata takes the name of a table as a pattern. */
  private static String escaped(DatabaseMetaData data, MetadataPlace place) throws SQLException {
    String escape = data.getSearchStringEscape();
    return place
        .table()
        .replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  @SuppressWarnings("NullAway") // The metadata's own way of leaving a level out.
  private static String or(Optional<String> level) {
    return level.orElse(null);
  }

  /** An index as it is read, column by column. */
  private record Found(boolean unique, Map<Integer, String> columns, boolean partial) {}

  private static List<Structure.Index> indexes(
      DatabaseMetaData data, MetadataPlace place, Set<String> columns, List<String> peculiar)
      throws SQLException {
    Map<String, Found> found = new LinkedHashMap<>();
    try (ResultSet rows =
        data.getIndexInfo(or(place.catalog()), or(place.schema()), place.table(), false, true)) {
      while (rows.next()) {
        String name = rows.getString("INDEX_NAME");
        if (name != null && rows.getShort("TYPE") != DatabaseMetaData.tableIndexStatistic) {
          boolean unique = !rows.getBoolean("NON_UNIQUE");
          boolean partial = rows.getString("FILTER_CONDITION") != null;
          found
              .computeIfAbsent(name, unused -> new Found(unique, new TreeMap<>(), partial))
              .columns()
              .put(rows.getInt("ORDINAL_POSITION"), unquoted(rows.getString("COLUMN_NAME")));
        }
      }
    }
    found.keySet().removeAll(primary(data, place));
    List<Structure.Index> indexes = new ArrayList<>();
    found.forEach((name, index) -> {
      List<String> fields = List.copyOf(index.columns().values());
      if (index.partial() || !columns.containsAll(fields)) {
        peculiar.add(name);
      } else {
        indexes.add(new Structure.Index(name, fields, index.unique()));
      }
    });
    return indexes;
  }

  /** A driver may tell a column of an index as SQL would have it. */
  private static String unquoted(String column) {
    return column.length() > 1 && column.startsWith("\"") && column.endsWith("\"")
        ? column.substring(1, column.length() - 1).replace("\"\"", "\"")
        : column;
  }

  /** The name of the primary key, which its index has. */
  private static Set<String> primary(DatabaseMetaData data, MetadataPlace place)
      throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet rows =
        data.getPrimaryKeys(or(place.catalog()), or(place.schema()), place.table())) {
      while (rows.next()) {
        names.add(rows.getString("PK_NAME"));
      }
    }
    return names;
  }

  /** A foreign key as it is read, column by column. */
  private record Link(
      String to,
      Map<Integer, String> columns,
      Map<Integer, String> others,
      Structure.Action onDelete,
      Structure.Action onUpdate) {}

  private static List<Structure.Reference> references(DatabaseMetaData data, MetadataPlace place)
      throws SQLException {
    Map<String, Link> found = new LinkedHashMap<>();
    try (ResultSet rows =
        data.getImportedKeys(or(place.catalog()), or(place.schema()), place.table())) {
      while (rows.next()) {
        Link fresh =
            new Link(
                to(rows),
                new TreeMap<>(),
                new TreeMap<>(),
                action(rows.getShort("DELETE_RULE")),
                action(rows.getShort("UPDATE_RULE")));
        Link link = found.computeIfAbsent(rows.getString("FK_NAME"), unused -> fresh);
        link.columns().put(rows.getInt("KEY_SEQ"), rows.getString("FKCOLUMN_NAME"));
        link.others().put(rows.getInt("KEY_SEQ"), rows.getString("PKCOLUMN_NAME"));
      }
    }
    List<Structure.Reference> references = new ArrayList<>();
    found.forEach((name, link) ->
        references.add(
            new Structure.Reference(
                name,
                List.copyOf(link.columns().values()),
                link.to(),
                List.copyOf(link.others().values()),
                link.onDelete(),
                link.onUpdate())));
    return references;
  }

  private static String to(ResultSet row) throws SQLException {
    String table = row.getString("PKTABLE_NAME");
    for (String level : List.of("SCHEM", "CAT")) {
      String theirs = row.getString("PKTABLE_" + level);
      if (theirs != null && !theirs.equals(row.getString("FKTABLE_" + level))) {
        return theirs + "." + table;
      }
    }
    return table;
  }

  private static Structure.Action action(short rule) {
    return switch (rule) {
      case DatabaseMetaData.importedKeyCascade -> Structure.Action.CASCADE;
      case DatabaseMetaData.importedKeySetNull -> Structure.Action.SET_NULL;
      default -> Structure.Action.REFUSE;
    };
  }
}

package io.godwit.jdbc.plain;

import io.godwit.jdbc.sql.dialect.MetadataPlace;
import io.godwit.jdbc.sql.fit.Column;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which columns of a table tell its rows apart, by their names in jobs.
 *
 * @param primary the primary key, in its order; empty where there is none
 * @param unique the unique indexes over whole columns and all rows, each in its order
 */
record Keys(List<String> primary, List<List<String>> unique) {

  /** Those of a table; a view has none, and some drivers fail where they are asked for them. */
  static Keys of(Connection connection, ListedPlace of, List<Column> columns) throws SQLException {
    if (!of.table()) {
      return new Keys(List.of(), List.of());
    }
    MetadataPlace place = of.at();
    DatabaseMetaData database = connection.getMetaData();
    Names names = Names.of(database);
    Map<String, String> shown = new HashMap<>();
    for (Column column : columns) {
      shown.put(column.quoted(), column.name());
    }
    String catalog = place.catalog().orElse(null);
    String schema = place.schema().orElse(null);
    Map<Integer, String> primary = new TreeMap<>();
    try (ResultSet rows = database.getPrimaryKeys(catalog, schema, place.table())) {
      while (rows.next()) {
        primary.put(rows.getInt(5), shown.getOrDefault(names.quoted(rows.getString(4)), ""));
      }
    }
    Indexes indexes = new Indexes(new LinkedHashMap<>(), new HashSet<>());
    try (ResultSet rows = database.getIndexInfo(catalog, schema, place.table(), false, true)) {
      while (rows.next()) {
        indexes.add(rows, names, shown);
      }
    }
    return new Keys(List.copyOf(primary.values()), indexes.unique());
  }

  /** Unique indexes by their names, and those of them that are of no use. */
  private record Indexes(Map<String, List<String>> columns, Set<String> unfit) {

    void add(ResultSet row, Names names, Map<String, String> shown) throws SQLException {
      boolean unique = !row.getBoolean(4);
      String index = row.getString(6);
      boolean statistic = row.getShort(7) == DatabaseMetaData.tableIndexStatistic;
      String column = row.getString(9);
      String filter = row.getString(13);
      if (!statistic && unique && index != null) {
        Optional<String> name = Optional.ofNullable(column).map(names::quoted).map(shown::get);
        columns.computeIfAbsent(index, unused -> new ArrayList<>()).add(name.orElse(""));
        if (name.isEmpty() || (filter != null && !filter.isBlank())) {
          unfit.add(index);
        }
      }
    }

    List<List<String>> unique() {
      return columns.entrySet().stream()
          .filter(index -> !unfit.contains(index.getKey()))
          .map(index -> List.copyOf(index.getValue()))
          .toList();
    }
  }

  /** Whether no two rows agree in exactly these columns. */
  boolean isUnique(Set<String> columns) {
    return (!primary.isEmpty() && Set.copyOf(primary).equals(columns))
        || unique.stream().anyMatch(index -> Set.copyOf(index).equals(columns));
  }

  /** Sets of columns that are never null and tell the rows apart, the best one first. */
  List<List<String>> identifying(List<Column> columns) {
    List<String> required = columns.stream().filter(Column::required).map(Column::name).toList();
    List<List<String>> keys = new ArrayList<>();
    if (!primary.isEmpty()) {
      keys.add(primary);
    }
    unique.stream()
        .filter(required::containsAll)
        .filter(index -> !keys.contains(index))
        .forEach(keys::add);
    return keys;
  }
}

package io.godwit.jdbc.plain;

import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.MetadataPlace;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table or view as the metadata lists it.
 *
 * @param at its names as the database has them
 * @param table whether it is a table, and no view
 */
record ListedPlace(MetadataPlace at, boolean table) {

  /** All that there are, but those of the database itself, in the order of their names. */
  static List<ListedPlace> all(Connection connection) throws SQLException {
    List<ListedPlace> all = new ArrayList<>();
    try (ResultSet rows =
        connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
      while (rows.next()) {
        Optional<String> catalog = Optional.ofNullable(rows.getString(1));
        Optional<String> schema = Optional.ofNullable(rows.getString(2));
        String name = rows.getString(3);
        String type = String.valueOf(rows.getString(4)).toUpperCase(Locale.ROOT);
        boolean own =
            !type.contains("SYSTEM")
                && schema.filter(s -> s.equalsIgnoreCase("information_schema")).isEmpty();
        if (own && (type.contains("TABLE") || type.contains("VIEW"))) {
          all.add(
              new ListedPlace(new MetadataPlace(catalog, schema, name), !type.contains("VIEW")));
        }
      }
    }
    return all;
  }

  /** The table or view that a job names; empty where there is none. */
  static Optional<ListedPlace> find(Connection connection, TableName wanted) throws SQLException {
    Names names = Names.of(connection.getMetaData());
    List<ListedPlace> all = all(connection);
    for (String name : names.stored(wanted.name())) {
      for (ListedPlace place : all) {
        if (place.at().table().equals(name) && place.isIn(connection, names, wanted.schema())) {
          return Optional.of(place);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isIn(Connection connection, Names names, Optional<String> wanted)
      throws SQLException {
    return wanted.isEmpty() ? isVisible(connection) : names.stored(wanted.get()).contains(level());
  }

  /** Whether its name alone finds it. */
  boolean isVisible(Connection connection) throws SQLException {
    String own = connection.getSchema();
    return at.schema().isEmpty() || own == null || own.equals(at.schema().get());
  }

  /** The schema that it lies in, or what stands for one. */
  String level() {
    return at.schema().or(at::catalog).orElse("");
  }

  /** Its name for SQL. */
  String quoted(DatabaseMetaData database) throws SQLException {
    Names names = Names.of(database);
    String before = at.schema().map(schema -> names.quoted(schema) + ".").orElse("");
    return before + names.quoted(at.table());
  }
}

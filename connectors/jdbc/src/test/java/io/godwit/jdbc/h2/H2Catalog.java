package io.godwit.jdbc.h2;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** H2's information schema. */
final class H2Catalog implements TableCatalog {

  private static final String COLUMNS =
      """
      select column_name, lower(data_type) as type, data_type ilike 'numeric' as scaled,
        coalesce(character_maximum_length, 2147483647) as length,
        coalesce(numeric_scale, 0) as scale, coalesce(datetime_precision, 0) as fraction,
        regexp_replace(lower(data_type), '^(time(stamp)?)\\b',
          '$1(' || coalesce(datetime_precision, 0) || ')') || coalesce('(' || character_maximum_length || ')', case when data_type ilike 'numeric'
            then '(' || numeric_precision || ',' || numeric_scale || ')' end, '') as whole,
        is_nullable = 'NO' as required, case when is_generated = 'ALWAYS' then 'GENERATED'
          when column_default is not null or is_identity = 'YES' then 'DEFAULT'
          else 'NOTHING' end as supply
      from information_schema.columns
      where table_name = ? and table_schema = coalesce(?, schema()) order by ordinal_position
      """;

  private static final String UNIQUE =
      """
      select k.constraint_name, k.column_name from information_schema.table_constraints t
        join information_schema.key_column_usage k on k.constraint_schema = t.constraint_schema
          and k.constraint_name = t.constraint_name
      where t.constraint_type in ('PRIMARY KEY', 'UNIQUE')
        and t.table_name = ? and t.table_schema = coalesce(?, schema())
      """;

  private static final String PRIMARY =
      """
      select k.column_name from information_schema.table_constraints t
        join information_schema.key_column_usage k on k.constraint_schema = t.constraint_schema
          and k.constraint_name = t.constraint_name
      where t.constraint_type = 'PRIMARY KEY'
        and t.table_name = ? and t.table_schema = coalesce(?, schema())
      order by k.ordinal_position
      """;

  /** One row of an answer. */
  private interface Reading {
    void of(ResultSet row) throws SQLException;
  }

  private static void each(Connection connection, String sql, TableName table, Reading reading)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table.name());
      query.setString(2, table.schema().orElse(null));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          reading.of(rows);
        }
      }
    }
  }

  @Override
  public Table table(Connection connection, TableName name) throws SQLException {
    List<Column> columns = new ArrayList<>();
    each(connection, COLUMNS, name, row -> columns.add(column(row)));
    if (columns.isEmpty()) {
      throw new Refused(ErrorCode.TABLE_MISSING, "there is no table '" + name + "'");
    }
    String quoted = name.schema().map(s -> quoted(s) + ".").orElse("") + quoted(name.name());
    return new Table(0, name, quoted, List.copyOf(columns), false, false);
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static Column column(ResultSet row) throws SQLException {
    String name = row.getString("column_name");
    ColumnKind kind = kind(row.getString("type"));
    boolean scaled = row.getBoolean("scaled");
    int fraction = row.getInt("fraction");
    Limits limits = new Limits(row.getInt("length"), scaled, row.getInt("scale"), fraction);
    return new Column(
        name,
        quoted(name),
        row.getString("whole"),
        row.getString("type"),
        kind,
        Optional.empty(),
        limits,
        true,
        row.getBoolean("required"),
        false,
        Column.Supply.valueOf(row.getString("supply")));
  }

  static ColumnKind kind(String type) {
    return switch (type) {
      case "numeric", "date", "time", "timestamp", "uuid" ->
          ColumnKind.valueOf(type.toUpperCase(Locale.ROOT));
      case "boolean" -> ColumnKind.BOOL;
      case "smallint" -> ColumnKind.INT2;
      case "integer" -> ColumnKind.INT4;
      case "bigint" -> ColumnKind.INT8;
      case "real" -> ColumnKind.FLOAT4;
      case "double precision" -> ColumnKind.FLOAT8;
      case "character varying" -> ColumnKind.TEXT;
      case "character" -> ColumnKind.CHAR;
      case "timestamp with time zone" -> ColumnKind.TIMESTAMPTZ;
      default -> ColumnKind.OTHER;
    };
  }

  @Override
  public List<String> primaryKey(Connection connection, Table table) throws SQLException {
    List<String> key = new ArrayList<>();
    each(connection, PRIMARY, table.name(), row -> key.add(row.getString(1)));
    return List.copyOf(key);
  }

  @Override
  public boolean isUnique(Connection connection, Table table, Set<String> columns)
      throws SQLException {
    Map<String, Set<String>> keys = new HashMap<>();
    each(
        connection,
        UNIQUE,
        table.name(),
        row -> keys.computeIfAbsent(row.getString(1), n -> new HashSet<>()).add(row.getString(2)));
    return keys.containsValue(columns);
  }
}

package io.godwit.jdbc.mysql;

import io.godwit.jdbc.sql.guard.TableFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks the information schema for what the exactness of writing to a table rests on. */
final class MysqlFacts {

  private static final String QUERY =
      """
      select 'engine', engine from information_schema.tables
      where table_schema = ? and table_name = ?
      union all
      select concat('column ', column_name), concat(column_type,
        coalesce(concat(' collate ', collation_name), '')) from information_schema.columns
      where table_schema = ? and table_name = ?
      union all
      select concat('required ', column_name), 'not null' from information_schema.columns
      where table_schema = ? and table_name = ? and is_nullable = 'NO'
      union all
      select concat('supply ', column_name),
        case when coalesce(generation_expression, '') <> '' then 'generated' else 'default' end
      from information_schema.columns
      where table_schema = ? and table_name = ? and (coalesce(generation_expression, '') <> ''
        or column_default is not null or extra like '%auto_increment%')
      union all
      select concat('unique index ', index_name), concat('(', group_concat(coalesce(column_name, ''),
        coalesce(concat('(', sub_part, ')'), '') order by seq_in_index separator ', '), ')')
      from information_schema.statistics
      where table_schema = ? and table_name = ? and non_unique = 0 group by index_name
      union all
      select concat('constraint ', constraint_name), concat('foreign key (', group_concat(column_name
        order by ordinal_position separator ', '), ') references ', referenced_table_schema, '.',
        referenced_table_name, ' (', group_concat(referenced_column_name
        order by ordinal_position separator ', '), ')')
      from information_schema.key_column_usage
      where table_schema = ? and table_name = ? and referenced_table_name is not null
      group by constraint_name, referenced_table_schema, referenced_table_name
      union all
      select concat('trigger ', trigger_name), concat_ws(' ', action_timing, event_manipulation,
        action_order, action_statement) from information_schema.triggers
      where event_object_schema = ? and event_object_table = ?
      union all
      select concat('constraint ', k.constraint_name), concat('check ', k.check_clause)
      from information_schema.check_constraints k
      """;

  /** In MariaDB a check's name is its table's. */
  private static final String OF_MARIADB = "where k.constraint_schema = ? and k.table_name = ?";

  private static final String OF_MYSQL =
      """
      join information_schema.table_constraints t on t.constraint_schema = k.constraint_schema
        and t.constraint_name = k.constraint_name and t.constraint_type = 'CHECK'
      where t.table_schema = ? and t.table_name = ?
      """;

  private static final int PARTS = 8;

  private MysqlFacts() {}

  /** The facts of a table. */
  static TableFacts of(Connection connection, Place place) throws SQLException {
    SortedMap<String, String> named = new TreeMap<>();
    String checks = MysqlCatalog.isMariaDb(connection) ? OF_MARIADB : OF_MYSQL;
    try (PreparedStatement query = connection.prepareStatement(QUERY + checks)) {
      for (int part = 0; part < PARTS; part++) {
        query.setString(2 * part + 1, place.base());
        query.setString(2 * part + 2, place.name());
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          named.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return new TableFacts(named);
  }
}

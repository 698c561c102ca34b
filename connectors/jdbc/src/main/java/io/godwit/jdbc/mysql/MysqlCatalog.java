package io.godwit.jdbc.mysql;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.text.NearestName;
import io.godwit.jdbc.mysql.wire.MysqlWire;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the information schema says of a table. Names are compared as the server compares them,
 * which may tell cases apart or not; from then on the table has the name that the server has for
 * it.
 */
final class MysqlCatalog implements TableCatalog {

  private static final String TABLE =
      """
      select t.table_schema as base, t.table_name as name, t.table_type as kind,
        exists (select 1 from information_schema.triggers g
          where g.event_object_schema = t.table_schema and g.event_object_table = t.table_name)
          as triggered,
        exists (select 1 from information_schema.triggers g
          where g.event_object_schema = t.table_schema and g.event_object_table = t.table_name
            and g.action_timing = 'BEFORE' and g.event_manipulation = 'INSERT') as filling
      from information_schema.tables t
      where t.table_schema = coalesce(?, database()) and t.table_name = ?
      order by t.table_name = binary ? desc limit 1
      """;

  private static final String NAMES =
      "select table_name from information_schema.tables where table_schema = coalesce(?,"
          + " database())";

  private static final String COLUMNS =
      """
      select column_name as name, lower(data_type) as word, column_type as type,
        collation_name as collation, numeric_scale as scale, datetime_precision as fraction,
        is_nullable as nullable, coalesce(generation_expression, '') <> '' as computed,
        column_default is not null or extra like '%auto_increment%' as supplied
      from information_schema.columns where table_schema = ? and table_name = ?
      order by ordinal_position
      """;

  /** MariaDB's type json is a text with a check of this form. */
  private static final String DOCUMENTS =
      """
      select c.column_name from information_schema.columns c
        join information_schema.check_constraints k on k.constraint_schema = c.table_schema
          and k.table_name = c.table_name
          and k.check_clause = concat('json_valid(`', replace(c.column_name, '`', '``'), '`)')
      where c.table_schema = ? and c.table_name = ?
      """;

  private static final String KEY_NAME = "PRIMARY";

  /** The primary key first, each in its order. */
  private static final String KEYS =
      """
      select index_name, column_name, sub_part from information_schema.statistics
      where table_schema = ? and table_name = ? and non_unique = 0
      order by index_name <> 'PRIMARY', index_name, seq_in_index
      """;

  private static final String WITHOUT_TRANSACTIONS =
      """
      select t.engine from information_schema.tables t
        left join information_schema.engines e on e.engine = t.engine
      where t.table_schema = ? and t.table_name = ? and coalesce(e.transactions, 'NO') <> 'YES'
      """;

  private static final String REFERRED =
      """
      select exists (select 1 from information_schema.referential_constraints
        where unique_constraint_schema = ? and referenced_table_name = ?)
      """;

  /** One row of an answer. */
  private interface Reading {
    void of(ResultSet row) throws SQLException;
  }

  private static void each(Connection connection, String sql, Place place, Reading reading)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, place.base());
      query.setString(2, place.name());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          reading.of(rows);
        }
      }
    }
  }

  @Override
  public Table table(Connection connection, TableName name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, name.schema().orElse(null));
      query.setString(2, name.name());
      query.setString(3, name.name());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw missing(connection, name);
        }
        Place place = new Place(row.getString("base"), row.getString("name"));
        boolean plain = !row.getString("kind").contains("VIEW") && !row.getBoolean("triggered");
        return new Table(
            0,
            name,
            place.quoted(),
            columns(connection, place, row.getBoolean("filling")),
            false,
            plain);
      }
    }
  }

  private static Refused missing(Connection connection, TableName name) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(NAMES)) {
      query.setString(1, name.schema().orElse(null));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return new Refused(
        ErrorCode.TABLE_MISSING,
        "there is no table '" + name + "'" + NearestName.hint(name.name(), names));
  }

  private static List<Column> columns(Connection connection, Place place, boolean filling)
      throws SQLException {
    Set<String> documents = new HashSet<>();
    if (isMariaDb(connection)) {
      each(connection, DOCUMENTS, place, row -> documents.add(row.getString(1)));
    }
    List<Column> columns = new ArrayList<>();
    each(
        connection,
        COLUMNS,
        place,
        row ->
            columns.add(
                ColumnTypes.column(row, filling, documents.contains(row.getString("name")))));
    return List.copyOf(columns);
  }

  /** Whether it is a server of MariaDB, and not of MySQL. */
  static boolean isMariaDb(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("MariaDB");
  }

  @Override
  public boolean isUnique(Connection connection, Table table, Set<String> columns)
      throws SQLException {
    return keys(connection, Place.of(table)).values().stream()
        .anyMatch(key -> columns.equals(new HashSet<>(key)));
  }

  @Override
  public List<String> primaryKey(Connection connection, Table table) throws SQLException {
    return keys(connection, Place.of(table)).getOrDefault(KEY_NAME, List.of());
  }

  /**
   * The unique indexes of a table by name, the primary key first. None over a part of a column or
   * an expression, which more than one row may share.
   */
  static Map<String, List<String>> keys(Connection connection, Place place) throws SQLException {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Set<String> partial = new HashSet<>();
    each(
        connection,
        KEYS,
        place,
        row -> {
          String index = row.getString("index_name");
          Optional<String> column = Optional.ofNullable(row.getString("column_name"));
          if (column.isEmpty() || row.getObject("sub_part") != null) {
            partial.add(index);
          }
          keys.computeIfAbsent(index, name -> new ArrayList<>()).add(column.orElse(""));
        });
    keys.keySet().removeAll(partial);
    return keys;
  }

  @Override
  public Optional<String> unknownEquality(Connection connection, FieldRules rules) {
    return KeyCollations.unknown(rules);
  }

  @Override
  public void requireWritable(Connection connection, String server) throws SQLException {
    UserRights.requireWritable(connection, server);
  }

  @Override
  public Optional<String> lackingRights(Connection connection, FieldRules rules)
      throws SQLException {
    return UserRights.lacking(connection, rules);
  }

  /** Refuses a table of an engine without transactions: nothing in it can be undone. */
  static void requireTransactions(Connection connection, Table table) throws SQLException {
    each(
        connection,
        WITHOUT_TRANSACTIONS,
        Place.of(table),
        row -> {
          throw new Refused(
              ErrorCode.JOB_INVALID,
              "table "
                  + table.name()
                  + " has the engine "
                  + row.getString(1)
                  + ", which undoes nothing: of a batch of which one record is refused, others"
                  + " would stay; who owns it types: alter table "
                  + table.quoted()
                  + " engine = InnoDB");
        });
  }

  @Override
  public boolean isReferredTo(Connection connection, Table table) throws SQLException {
    boolean[] referred = new boolean[1];
    each(connection, REFERRED, Place.of(table), row -> referred[0] = row.getBoolean(1));
    return referred[0];
  }

  @Override
  public Map<String, String> notices(Connection connection, FieldRules rules) throws SQLException {
    return MysqlWire.mayLoad(connection)
        ? Map.of()
        : Map.of(
            (rules.key().isEmpty() ? rules.table().columns() : rules.key()).getFirst().name(),
            "table "
                + rules.table().name()
                + " is written by inserts, which take longer, since the server forbids LOAD DATA"
                + " LOCAL; who administers it types: set global local_infile = on");
  }
}

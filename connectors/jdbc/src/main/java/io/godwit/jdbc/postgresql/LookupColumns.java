package io.godwit.jdbc.postgresql;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.spi.LookupQuery;
import io.godwit.jdbc.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a lookup reads.
 *
 * @param key the column that the asked-for values are compared with
 * @param taken the columns of the answer
 * @param query takes an array of texts; answers the number of a key, then the taken columns
 */
record LookupColumns(Table table, Column key, List<Column> taken, String query) {

  /**
   * The columns of a step.
   *
   * @throws Refused where the table cannot be what the step describes
   */
  static LookupColumns of(Connection connection, LookupQuery spec) throws SQLException {
    Table table = Catalog.table(connection, TableName.parse(spec.table()));
    Column key = column(table, spec.column());
    if (!LookupParameter.canBeKey(key)) {
      throw PostgresLookup.unsupported(table, key, "cannot be compared with a record's field");
    }
    if (!Catalog.isUnique(connection, table, Set.of(key.name()))) {
      throw new Refused(
          ErrorCode.KEY_NOT_UNIQUE,
          "table "
              + table.name()
              + " has no unique index over "
              + key.name()
              + " alone: a lookup by it could find two rows, and nothing says which one is meant");
    }
    List<Column> taken = spec.take().stream().map(name -> column(table, name)).toList();
    for (Column column : taken) {
      if (!ValueReader.reads(column)) {
        throw PostgresLookup.unsupported(table, column, "cannot be read as it is");
      }
    }
    LookupColumns columns = new LookupColumns(table, key, taken, query(table, key, taken, "?"));
    columns.tryQuery(connection);
    return columns;
  }

  private static Column column(Table table, String name) {
    return table
        .column(name)
        .orElseThrow(() -> new Refused(ErrorCode.COLUMN_MISSING, table.lacks(name)));
  }

  /** Without the column's limits in the cast, which would round and cut the keys to find a row. */
  private static String query(Table table, Column key, List<Column> taken, String keys) {
    String columns = taken.stream().map(c -> "t." + c.quoted()).collect(Collectors.joining(", "));
    return """
    select k.n, %s
    from unnest(cast(cast(%s as text[]) as %s[])) with ordinality as k(v, n)
      join %s t on t.%s = k.v\
    """
        .formatted(columns, keys, key.bareType(), table.quoted(), key.quoted());
  }

  /** Has the server look up the permissions; executes nothing. */
  private void tryQuery(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("explain " + query(table, key, taken, "'{}'"));
    }
  }
}

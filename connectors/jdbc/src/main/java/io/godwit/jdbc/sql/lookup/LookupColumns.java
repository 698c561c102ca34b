package io.godwit.jdbc.sql.lookup;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.spi.LookupQuery;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * What a lookup reads.
 *
 * @param key the column that the asked-for values are compared with
 * @param taken the columns of the answer
 * @param query takes all keys at once; answers the number of a key, then the taken columns
 */
record LookupColumns(Table table, Column key, List<Column> taken, String query) {

  /**
   * The columns of a step.
   *
   * @throws Refused where the table cannot be what the step describes
   */
  static LookupColumns of(Dialect dialect, Connection connection, LookupQuery spec)
      throws SQLException {
    Table table = dialect.catalog().table(connection, TableName.parse(spec.table()));
    Column key = table.require(spec.column());
    if (!LookupKey.canBe(key)) {
      throw unsupported(table, key, "cannot be compared with a record's field");
    }
    if (!dialect.catalog().isUnique(connection, table, Set.of(key.name()))) {
      throw new Refused(
          ErrorCode.KEY_NOT_UNIQUE,
          "table "
              + table.name()
              + " has no unique index over "
              + key.name()
              + " alone: a lookup by it could find two rows, and nothing says which one is meant");
    }
    List<Column> taken = spec.take().stream().map(table::require).toList();
    for (Column column : taken) {
      if (!dialect.wire().reads(column)) {
        throw unsupported(table, column, "cannot be read as it is");
      }
    }
    Statements statements = dialect.statements();
    tryQuery(
        connection, statements.check(statements.lookup(table, key, taken, statements.noKeys())));
    return new LookupColumns(table, key, taken, statements.lookup(table, key, taken, "?"));
  }

  /** Has the server look up the permissions; executes nothing. */
  private static void tryQuery(Connection connection, String check) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(check);
    }
  }

  private static Refused unsupported(Table table, Column column, String problem) {
    return new Refused(
        ErrorCode.COLUMN_UNSUPPORTED,
        column.described() + " of table " + table.name() + " " + problem);
  }
}

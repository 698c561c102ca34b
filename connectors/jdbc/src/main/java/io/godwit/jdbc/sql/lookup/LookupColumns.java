package io.godwit.jdbc.sql.lookup;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.LookupQuery;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * What a lookup reads.
 *
 * @param keys the columns that the asked-for values are compared with
 * @param taken the columns of the answer
 * @param most how many keys go in one query
 * @param query takes so many keys at once; answers the number of a key, then the taken columns
 */
record LookupColumns(
    Table table, List<Column> keys, List<Column> taken, int most, IntFunction<String> query) {

  /**
   * The columns of a step.
   *
   * @throws Refused where the table cannot be what the step describes
   */
  static LookupColumns of(Dialect dialect, Connection connection, LookupQuery spec)
      throws SQLException {
    Table table = dialect.catalog().table(connection, TableName.parse(spec.table()));
    List<Column> keys = spec.columns().stream().map(table::require).toList();
    for (Column key : keys) {
      if (!LookupKey.canBe(key)) {
        throw unsupported(table, key, "cannot be compared with a record's field");
      }
    }
    requireUnique(dialect, connection, table, spec.columns());
    if (spec.hint().isPresent()) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "lookup.hint: a hint is for MongoDB; a SQL database chooses its index by itself");
    }
    List<Column> taken = spec.take().stream().map(table::require).toList();
    for (Column column : taken) {
      if (!dialect.wire().reads(column)) {
        throw unsupported(table, column, "cannot be read as it is");
      }
    }
    Statements statements = dialect.statements();
    List<String> none = Collections.nCopies(keys.size(), statements.noKeys());
    List<String> places = Collections.nCopies(keys.size(), "?");
    tryQuery(connection, statements.check(statements.lookup(table, keys, taken, none)));
    return new LookupColumns(
        table,
        keys,
        taken,
        statements.mostKeys(),
        asked -> statements.lookup(table, keys, taken, places, asked));
  }

  /** By the names of the catalogue, which may be spelt otherwise than in the job. */
  private static void requireUnique(
      Dialect dialect, Connection connection, Table table, List<String> columns)
      throws SQLException {
    Set<String> names = new LinkedHashSet<>();
    for (String column : columns) {
      names.add(table.require(column).name());
    }
    if (!dialect.catalog().isUnique(connection, table, names)) {
      throw new Refused(
          ErrorCode.KEY_NOT_UNIQUE,
          "table "
              + table.name()
              + " has no unique index over "
              + String.join(", ", names)
              + (names.size() == 1 ? " alone" : " together")
              + ": a lookup by "
              + (names.size() == 1 ? "it" : "them")
              + " could find two rows, and nothing says which one is meant");
    }
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

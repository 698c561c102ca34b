package io.godwit.jdbc.postgresql;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked of a table before it becomes a sink. Changes nothing in the database. */
final class TargetCheck {

  private TargetCheck() {}

  /**
   * What there is.
   *
   * @param guard of the table and key, from now on
   * @param sequences what to say of each column that has one, where the job writes the column
   * @param unknownEquality why it is not known which keys the table takes for one
   */
  record Found(TableGuard guard, Map<String, String> sequences, Optional<String> unknownEquality) {}

  /**
   * The table and key of a sink, guarded from now on.
   *
   * @param bare which fields hold bare text
   * @param server the database
   * @throws SQLException where a permission is lacking, or the database does not answer
   * @throws Refused where the table cannot be the sink that the job describes
   */
  static Found of(Connection connection, TableSpec spec, BareTexts bare, PostgresServer server)
      throws SQLException {
    Rights.requireWritable(connection, server.name());
    Table table = Catalog.table(connection, TableName.parse(spec.table())).reading(bare);
    FieldRules rules = new FieldRules(table, key(table, spec.key()));
    rules.check(new HashSet<>(spec.key()));
    if (!Catalog.isUnique(connection, table, new HashSet<>(spec.key()))) {
      throw new Refused(
          ErrorCode.KEY_NOT_UNIQUE,
          "table "
              + table.name()
              + " has no unique index over exactly "
              + String.join(", ", spec.key())
              + " (a partial, deferrable or unfinished one, or one over expressions, is of no use"
              + " to an upsert)");
    }
    Rights.require(connection, rules);
    tryStatements(connection, rules);
    TableFacts facts = TableFacts.of(connection, table.oid());
    TableGuard guard = new TableGuard(server, rules, facts, bare, mayLock(connection, table));
    Map<String, String> sequences = Sequences.notices(connection, table);
    Optional<String> unknownEquality = KeyEquality.unknown(connection, rules);
    // A pooler between would close its session where this one ends within a transaction.
    connection.rollback();
    return new Found(guard, sequences, unknownEquality);
  }

  /** Whether LOCK TABLE is allowed; who may only insert has been allowed it since version 16. */
  private static boolean mayLock(Connection connection, Table table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select has_table_privilege(?::oid, 'UPDATE, DELETE, TRUNCATE')"
                + " or current_setting('server_version_num')::int >= 160000"
                + " and has_table_privilege(?::oid, 'INSERT')")) {
      query.setLong(1, table.oid());
      query.setLong(2, table.oid());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static List<Column> key(Table table, List<String> names) {
    List<Column> key = new ArrayList<>();
    for (String name : names) {
      key.add(
          table
              .column(name)
              .orElseThrow(() -> new Refused(ErrorCode.COLUMN_MISSING, table.lacks(name))));
    }
    return List.copyOf(key);
  }

  /**
   * Has the server check the statements of a write, over a staging table that goes with the
   * transaction: EXPLAIN looks up permissions and executes nothing, so that no trigger runs.
   */
  private static void tryStatements(Connection connection, FieldRules rules) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(Staging.inTransaction(rules.table()).clear());
      statement.execute(
          "explain " + ColumnLayout.of(rules.table(), rules.key(), List.of()).merge());
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (!state.equals("42501") && (state.startsWith("42") || state.startsWith("0A"))) {
        throw new Refused(
            ErrorCode.COLUMN_UNSUPPORTED,
            "table " + rules.table().name() + " cannot be upserted into: " + e.getMessage(),
            e);
      }
      throw e;
    }
    connection.rollback();
  }
}

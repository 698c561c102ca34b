package io.godwit.jdbc.sql.write;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.Guard;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.dialect.WaitingPiece;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked of a table before it becomes a sink. Changes nothing in the database. */
public record TargetCheck(Dialect dialect, SqlServer server, TableSpec spec, TableName name) {

  /**
   * What there is.
   *
   * @param manner how rows go in
   * @param guard of the table and key, from now on
   * @param notices what to say of a column, where the job writes it
   * @param unknownEquality why it is not known which keys the table takes for one
   */
  public record Found(
      Manner manner, Guard guard, Map<String, String> notices, Optional<String> unknownEquality) {}

  /**
   * The table and key of a sink, guarded from now on.
   *
   * @throws SQLException where a permission is lacking, or the database does not answer
   * @throws Refused where the table cannot be the sink that the job describes
   */
  public Found over(Connection connection) throws SQLException {
    TableCatalog catalog = dialect.catalog();
    catalog.requireWritable(connection, server.name());
    Table table = catalog.table(connection, name);
    List<String> key = key(connection, table);
    FieldRules rules = new FieldRules(table, key.stream().map(table::require).toList());
    rules.check(new HashSet<>(key));
    if (spec.write() != SinkSpec.Write.INSERT
        && !catalog.isUnique(connection, table, new HashSet<>(key))) {
      throw new Refused(
          ErrorCode.KEY_NOT_UNIQUE,
          "table "
              + table.name()
              + " has no unique index over exactly "
              + String.join(", ", key)
              + " (a partial, deferrable or unfinished one, or one over expressions, is of no use"
              + " to an upsert)");
    }
    Optional<String> lacking = catalog.lackingRights(connection, rules);
    if (lacking.isPresent()) {
      throw new Refused(ErrorCode.TARGET_RIGHTS, lacking.get());
    }
    Manner manner = Manner.of(spec, catalog.primaryKey(connection, table));
    tryStatements(connection, rules, manner);
    Guard guard = dialect.guard(connection, server, rules);
    Map<String, String> notices = catalog.notices(connection, rules);
    Optional<String> unknownEquality = catalog.unknownEquality(connection, rules);
    // A pooler between would close its session where this one ends within a transaction.
    connection.rollback();
    return new Found(manner, guard, notices, unknownEquality);
  }

  private List<String> key(Connection connection, Table table) throws SQLException {
    if (spec.write() == SinkSpec.Write.INSERT) {
      // Nothing is looked for. A key that the job names places the records, and no more.
      return List.of();
    }
    if (!spec.key().isEmpty()) {
      return spec.key();
    }
    List<String> primary = dialect.catalog().primaryKey(connection, table);
    if (primary.isEmpty()) {
      throw new Refused(
          ErrorCode.KEY_NOT_UNIQUE,
          "table "
              + table.name()
              + " has no primary key; name the columns of a unique index as the sink's key");
    }
    return primary;
  }

  /**
   * Has the server check the statements of a write, over a staging table that goes with the
   * transaction: what is explained needs its permissions and executes nothing, so that no trigger
   * runs.
   */
  private void tryStatements(Connection connection, FieldRules rules, Manner manner)
      throws SQLException {
    connection.setAutoCommit(false);
    Statements statements = dialect.statements();
    if (!statements.stages()) {
      tryWaiting(connection, rules);
      return;
    }
    String merge = statements.merge(spec.effective(), rules, ColumnLayout.shortest(rules));
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements.createStaging(rules.table(), false));
      statement.execute(statements.check(merge));
    } catch (SQLException e) {
      if (dialect.errors().isUnfit(e)) {
        throw new Refused(
            ErrorCode.COLUMN_UNSUPPORTED,
            "table " + rules.table().name() + " cannot be upserted into: " + e.getMessage(),
            e);
      }
      throw e;
    }
    if (manner.looks()) {
      tryLook(connection, rules, manner);
    }
    connection.rollback();
  }

  /** The same by statements that are carried out and touch no row. */
  private void tryWaiting(Connection connection, FieldRules rules) throws SQLException {
    WaitingPiece none = dialect.wire().rows(rules.table(), "").waiting().orElseThrow();
    try {
      none.take(connection, spec.effective(), rules, ColumnLayout.shortest(rules));
      none.tryValues(connection, rules);
    } catch (SQLException e) {
      if (dialect.errors().isPassing(e)) {
        throw e;
      }
      throw new Refused(
          ErrorCode.COLUMN_UNSUPPORTED,
          "table "
              + rules.table().name()
              + " cannot be written as the job says, or its driver does not take dates and times as"
              + " JDBC 4.2 has them: "
              + dialect.errors().message(e),
          e);
    }
    connection.rollback();
  }

  /** Reads every column: which of them records have is not known yet. */
  private void tryLook(Connection connection, FieldRules rules, Manner manner) throws SQLException {
    Statements statements = dialect.statements();
    List<Column> others =
        rules.table().columns().stream()
            .filter(column -> !rules.key().contains(column))
            .filter(column -> rules.refusal(column.name()).isEmpty())
            .toList();
    String look =
        Sifting.query(
            statements,
            rules.table().quoted(),
            Door.same(rules.key()),
            manner,
            ColumnLayout.of(rules, others));
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements.numberStaging() + statements.check(look));
    } catch (SQLException e) {
      if (dialect.errors().isPassing(e)) {
        throw e;
      }
      throw new Refused(
          ErrorCode.TARGET_RIGHTS,
          "the rows of table "
              + rules.table().name()
              + " are to be compared, and this user cannot read them ("
              + dialect.errors().message(e)
              + "); who owns it types: grant select on "
              + rules.table().quoted()
              + " to the user",
          e);
    }
  }
}

package io.godwit.jdbc.mysql;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a user must be allowed, tried before anything is written: roles, and rights on databases by
 * patterns, are for the server to add up, so it is asked to explain statements that need them.
 */
final class UserRights {

  private UserRights() {}

  /**
   * Refuses a database that takes no writes.
   *
   * @param server the database, for messages
   */
  static void requireWritable(Connection connection, String server) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("start transaction read write");
      statement.execute("rollback");
    } catch (SQLException e) {
      if (new MysqlErrors().of(e).equals(MysqlErrors.READ_ONLY)) {
        throw new Refused(
            ErrorCode.TARGET_READ_ONLY,
            server + " takes no writes of this user: " + new MysqlErrors().message(e),
            e);
      }
      throw e;
    }
  }

  /** What the user lacks to write as a sink does, and what to grant; empty where it is nothing. */
  static Optional<String> lacking(Connection connection, FieldRules rules) throws SQLException {
    String table = rules.table().quoted();
    List<Column> named = MysqlStatements.named(rules, ColumnLayout.shortest(rules));
    List<String> missing = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      noteOfKey(statement, rules, missing);
      note(
          statement,
          "explain insert into %s (%s) select %s from (select 1) o where false"
              .formatted(
                  table,
                  ColumnLayout.names(named),
                  String.join(", ", Collections.nCopies(named.size(), "null"))),
          "insert",
          missing);
      List<String> grants = new ArrayList<>();
      if (!missing.isEmpty()) {
        grants.add(String.join(", ", missing) + " on " + table);
      }
      note(
          statement,
          "create temporary table godwit_right (n int primary key)",
          "create temporary tables",
          missing);
      statement.execute("drop temporary table if exists godwit_right");
      if (missing.contains("create temporary tables")) {
        grants.add("create temporary tables on " + Backticks.name(connection.getCatalog()) + ".*");
      }
      return grants.isEmpty()
          ? Optional.empty()
          : Optional.of(sentence(statement, missing, grants));
    }
  }

  /** A sink without a key only inserts. */
  private static void noteOfKey(Statement statement, FieldRules rules, List<String> missing)
      throws SQLException {
    if (rules.key().isEmpty()) {
      return;
    }
    String table = rules.table().quoted();
    String key = ColumnLayout.names(rules.key());
    String first = rules.key().getFirst().quoted();
    note(statement, "explain select " + key + " from " + table + " where false", "select", missing);
    note(
        statement,
        "explain update %s set %s = %s where false".formatted(table, first, first),
        "update",
        missing);
  }

  private static void note(Statement statement, String tried, String right, List<String> missing)
      throws SQLException {
    try {
      statement.execute(tried);
    } catch (SQLException e) {
      if (!MysqlErrors.isRight(e.getErrorCode())) {
        throw e;
      }
      missing.add(right);
    }
  }

  private static String sentence(Statement statement, List<String> missing, List<String> grants)
      throws SQLException {
    try (ResultSet row = statement.executeQuery("select current_user()")) {
      row.next();
      String[] account = row.getString(1).split("@", 2);
      String user = "'" + account[0] + "'@'" + account[account.length - 1] + "'";
      return "user "
          + user
          + " lacks "
          + String.join(", ", missing)
          + "; who may grant it types: "
          + String.join("; ", grants.stream().map(g -> "grant " + g + " to " + user).toList());
    }
  }
}

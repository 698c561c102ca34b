package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.failure.Trouble;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.KnownTable;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.dialect.WaitingPiece;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import io.godwit.jdbc.sql.undo.RowKeeping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One connection, and one of the tables that it leads to: its staging table, and what the visit was
 * prepared for.
 *
 * @param manner how rows go into it
 * @param known the table that each transaction makes sure of
 * @param rules its columns and key, as they read the records of the visit
 * @param shared whether the session may be another one in each transaction
 * @param keeping what keeps its rows as they were, where a run can be undone
 */
record Door(
    Dialect dialect,
    Manner manner,
    Connection connection,
    Staging staging,
    KnownTable known,
    FieldRules rules,
    boolean shared,
    Optional<RowKeeping> keeping) {

  /** The same, with what keeps its rows. */
  Door keeping(Optional<RowKeeping> kept) {
    return new Door(dialect, manner, connection, staging, known, rules, shared, kept);
  }

  Table table() {
    return rules.table();
  }

  /** How what concerns it is said. */
  Statements statements() {
    return staging.statements();
  }

  /** Sends a piece into the staging table. */
  void stage(Batch batch, Slice slice, SentRows sent) throws SQLException {
    staging.rows().stage(connection, batch, slice, sent);
  }

  /** Has the staging table there and empty. */
  void clear() throws SQLException {
    execute(staging.clear());
    staging.rows().waiting().ifPresent(WaitingPiece::clear);
    staging.use();
  }

  /**
   * Makes sure that the table stands as it did; first in each transaction that writes. A constraint
   * that waits for the commit would refuse the batch there, and name no record.
   */
  void enter() throws SQLException, Trouble {
    known.enter(connection, shared);
    execute(table().deferring() ? "set constraints all immediate" : "");
  }

  /** Executes statements, joined by semicolons; none where the text is empty. */
  void execute(String statements) throws SQLException {
    if (!statements.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(statements);
      }
    }
  }

  /**
   * Takes what was staged into the target; answers whether that was all of it, as far as it is
   * told.
   *
   * @param rows how many were staged
   */
  boolean merge(ColumnLayout layout, int rows) throws SQLException {
    Optional<WaitingPiece> waiting = staging.rows().waiting();
    if (waiting.isPresent()) {
      waiting.get().take(connection, manner.write(), rules, layout);
      return true;
    }
    if (keeping.isPresent() && manner.overwrites()) {
      keeping.get().before(connection, statements().staging());
    }
    String merge = statements().merge(manner.write(), rules, layout);
    boolean all;
    try (PreparedStatement statement = connection.prepareStatement(merge)) {
      int reported = statement.executeUpdate();
      all = !layout.counts() || statements().tookAll(reported, rows);
    }
    if (keeping.isPresent() && all) {
      keeping.get().after(connection, statements().staging());
    }
    return all;
  }

  /**
   * What right this user lacks, where that may be why all is refused; a policy refuses rows by the
   * state that a lacking right has.
   *
   * @param last what the last record was refused with
   */
  Optional<String> lackingRights(Answer.Doubt last) throws SQLException {
    return dialect.errors().mayLackRight(last.reason())
        ? dialect.catalog().lackingRights(connection, rules)
        : Optional.empty();
  }

  /** Whether a row {@code t} of the target and a row {@code s} that was staged have one key. */
  String sameKey() {
    return same(rules.key());
  }

  /**
   * The same, of a table that needs no key by its primary one; empty where it has none, and nothing
   * tells one row from another.
   */
  Optional<String> sameRow() {
    List<Column> columns = identity();
    return columns.isEmpty() ? Optional.empty() : Optional.of(same(columns));
  }

  /** The columns that tell a row from all others; none where nothing does. */
  List<Column> identity() {
    return rules.key().isEmpty()
        ? manner.identity().stream().map(table()::require).toList()
        : rules.key();
  }

  static String same(List<Column> columns) {
    return columns.stream()
        .map(column -> "t." + column.quoted() + " = s." + column.quoted())
        .collect(Collectors.joining(" and "));
  }

  /** Undoes the transaction. */
  void leave() throws SQLException {
    connection.rollback();
    staging.undone();
  }
}

package io.godwit.jdbc.sql.write;

import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A staging table of one connection, or of one transaction. One table serves all sets of fields,
 * since what fills it names its columns: records of documents come in too many sets to give each a
 * table.
 *
 * <p>It has no NOT NULL: that would ask for a table per set. Nulls that the target refuses are
 * found before they are sent.
 *
 * <p>It empties itself at every commit, where the database has such tables; where not, and within a
 * transaction, {@link #clear} does. A rollback may leave dead rows in its file until then, which
 * cost time and nothing else.
 */
final class Staging {

  private final Statements statements;
  private final Rows rows;
  private final Table target;
  private final boolean lasting;
  private final boolean numbered;
  private State state = State.ABSENT;

  /** What is known of it within the transaction that goes on. */
  private enum State {
    /** It is yet to be made. */
    ABSENT,
    /** It is there without rows. */
    EMPTY,
    /** Rows may lie in it. */
    USED
  }

  private Staging(Dialect dialect, int number, Table target, boolean lasting, boolean numbered) {
    this.statements = dialect.statements(number);
    this.rows = dialect.wire().rows(target, statements.staging());
    this.target = target;
    this.lasting = lasting;
    this.numbered = numbered;
  }

  /**
   * A staging table of a connection on which nothing is begun; it is there when this returns.
   *
   * @param number which one of the connection
   * @param numbered whether the order counts in which rows are sent
   */
  static Staging create(
      Dialect dialect, int number, Connection connection, Table target, boolean numbered)
      throws SQLException {
    Staging staging = new Staging(dialect, number, target, true, numbered);
    if (staging.statements.stages()) {
      try (Statement statement = connection.createStatement()) {
        // One for another shape of the target may be there.
        statement.execute(staging.created());
      }
      connection.commit();
    }
    staging.state = State.EMPTY;
    return staging;
  }

  /**
   * A staging table that every transaction makes for itself where it needs one. It costs entries in
   * the catalog each time, and is right where two transactions of one connection may be carried out
   * by two sessions.
   */
  static Staging inTransaction(Dialect dialect, int number, Table target, boolean numbered) {
    return new Staging(dialect, number, target, false, numbered);
  }

  private String created() {
    return statements.createStaging(target, lasting) + (numbered ? statements.numberStaging() : "");
  }

  /** Whether it has the columns of a table, and numbers its rows where that is asked. */
  boolean isOf(Table table, boolean number) {
    return target.equals(table) && numbered == number;
  }

  /** How what concerns it is said. */
  Statements statements() {
    return statements;
  }

  /** What goes into it; for the one batch that has the connection. */
  Rows rows() {
    return rows;
  }

  /** The statements by which it is there, whatever lies in it; or nothing. */
  String make() {
    return switch (state) {
      case ABSENT -> created();
      case EMPTY, USED -> "";
    };
  }

  /** Takes note that it is there; the statement of {@link #make} has been executed. */
  void made() {
    state = state == State.ABSENT ? State.EMPTY : state;
  }

  /** Takes note that rows may lie in it; the statement of {@link #clear} has been executed. */
  void use() {
    state = State.USED;
  }

  /** Takes note that a commit has emptied it, where it empties itself. */
  void emptied() {
    undone();
    rows.committed();
  }

  /**
   * Takes note that the transaction is undone to its beginning: where it does not empty itself, the
   * rows of an earlier one are back.
   */
  void undone() {
    State left = statements.emptiesItself() ? State.EMPTY : State.USED;
    state = lasting ? left : State.ABSENT;
  }

  /** The statements by which it is there and empty, to be sent with others; or nothing. */
  String clear() {
    return switch (state) {
      case ABSENT -> created();
      case EMPTY -> "";
      case USED -> statements.clearStaging();
    };
  }
}

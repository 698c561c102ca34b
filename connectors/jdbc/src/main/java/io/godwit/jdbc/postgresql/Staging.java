package io.godwit.jdbc.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/**
 * The staging table of one connection, or of one transaction: every column of the target that can
 * be written, with its type and limits, and no constraint, default or index. One table serves all
 * sets of fields, since COPY names its columns: records of documents come in too many sets to give
 * each a table.
 *
 * <p>It has no NOT NULL: that would ask for a table per set. Nulls that the target refuses are
 * found by {@link ValueWriter} instead, before they are sent.
 *
 * <p>It empties itself at every commit. Within a transaction, {@link #clear} does. A rollback
 * leaves dead rows in its file until then, which cost time and nothing else.
 */
final class Staging {

  /** Its name for SQL; the schema of temporary tables is each connection's own. */
  static final String NAME = "pg_temp.godwit_staging";

  private final CopyBuffer buffer = new CopyBuffer();
  private final Table target;
  private final boolean lasting;
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

  private Staging(Table target, boolean lasting) {
    this.target = target;
    this.lasting = lasting;
  }

  /** The staging table of a connection on which nothing is begun; it is there when this returns. */
  static Staging create(Connection connection, Table target) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // One for another shape of the target may be there.
      statement.execute(statement(target, "delete rows"));
    }
    connection.commit();
    Staging staging = new Staging(target, true);
    staging.state = State.EMPTY;
    return staging;
  }

  /**
   * A staging table that every transaction makes for itself where it needs one. It costs entries in
   * the catalog each time, and is right where two transactions of one connection may be carried out
   * by two sessions.
   */
  static Staging inTransaction(Table target) {
    return new Staging(target, false);
  }

  private static String statement(Table target, String onCommit) {
    String columns =
        target.columns().stream()
            .filter(column -> column.supply() != Column.Supply.GENERATED)
            .map(column -> column.quoted() + " " + column.type())
            .collect(Collectors.joining(", "));
    return "drop table if exists "
        + NAME
        + "; create temporary table godwit_staging ("
        + columns
        + ") on commit "
        + onCommit
        + "; ";
  }

  /** Whether it has the columns of a table. */
  boolean isOf(Table table) {
    return target.equals(table);
  }

  /** What is sent next; for the one batch that has the connection. */
  CopyBuffer buffer() {
    return buffer;
  }

  /** Takes note that rows may lie in it; the statement of {@link #clear} has been executed. */
  void use() {
    state = State.USED;
  }

  /** Takes note that a commit has emptied it. */
  void emptied() {
    undone();
    buffer.clear();
  }

  /** Takes note that the transaction is undone to its beginning. */
  void undone() {
    state = lasting ? State.EMPTY : State.ABSENT;
  }

  /** The statements by which it is there and empty, to be sent with others; or nothing. */
  String clear() {
    return switch (state) {
      case ABSENT -> statement(target, "drop");
      case EMPTY -> "";
      case USED -> "truncate " + NAME + "; ";
    };
  }
}

package io.godwit.jdbc.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/**
 * The staging table of one connection: every column of the target that can be written, with its
 * type and limits, and no constraint, default or index. One table serves all sets of fields, since
 * COPY names its columns: records of documents come in too many sets to give each a table.
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
  private boolean used;

  private Staging(Table target) {
    this.target = target;
  }

  /** The staging table of a connection on which nothing is begun; it is there when this returns. */
  static Staging create(Connection connection, Table target) throws SQLException {
    String columns =
        target.columns().stream()
            .filter(column -> column.supply() != Column.Supply.GENERATED)
            .map(column -> column.quoted() + " " + column.type())
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      // One for another shape of the target may be there.
      statement.execute(
          "drop table if exists "
              + NAME
              + "; create temporary table godwit_staging ("
              + columns
              + ") on commit delete rows");
    }
    connection.commit();
    return new Staging(target);
  }

  /** Whether it has the columns of a table. */
  boolean isOf(Table table) {
    return target.equals(table);
  }

  /** What is sent next; for the one batch that has the connection. */
  CopyBuffer buffer() {
    return buffer;
  }

  /** Takes note that rows may lie in it. */
  void use() {
    used = true;
  }

  /** Takes note that a commit has emptied it. */
  void emptied() {
    used = false;
    buffer.clear();
  }

  /** The statement that empties it within a transaction, to be sent with another; or nothing. */
  String clear() {
    return used ? "truncate " + NAME + "; " : "";
  }
}

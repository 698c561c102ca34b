package io.godwit.jdbc.sql.undo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.jdbc.sql.dialect.PreImageStatements;
import io.godwit.jdbc.sql.dialect.PreImageTable;
import io.godwit.jdbc.sql.fit.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run keeps of one table, in the transactions that write there. Without state, for any
 * thread.
 *
 * <p>The row of a key is looked for by the target's own spelling of it: what was staged may be
 * another text that the key's collation takes for the same.
 *
 * @param sql how it is spelt
 * @param images where it is kept
 * @param run the run
 * @param notes where the run is noted
 */
public record RowKeeping(
    PreImageStatements sql, PreImageTable images, JobRun run, UndoNotes notes) {

  private static final String EARLIER =
      "(select 1 from %s i where i.godwit_run = %d and %s limit 1)";

  /**
   * Keeps the rows whose keys are staged as they are, where nothing of them is kept yet, and locks
   * them. A row of which we have kept what we left of it was ours to make, so it is no pre-image.
   *
   * @param staging the table that holds the keys
   */
  public void before(Connection connection, String staging) throws SQLException {
    before(connection, staging, PreImageStatements.ALL);
  }

  /** The same of those only that meet a condition. */
  public void before(Connection connection, String staging, String owned) throws SQLException {
    execute(
        connection,
        insert()
            + " select "
            + number()
            + ", 0, 1, 1, 0, "
            + PreImageTable.names("t", images.columns())
            + sql.stagedRows(images, staging, owned, true)
            + " and "
            + EARLIER.formatted(images.quoted(), number(), images.sameKey("t", "i"))
            + " is null"
            + sql.locking());
  }

  /** Keeps the rows whose keys are staged as the run leaves them. */
  public void after(Connection connection, String staging) throws SQLException {
    after(connection, staging, PreImageStatements.ALL, true);
  }

  /**
   * The same of those only that meet a condition.
   *
   * @param there whether they are left at all; where not, they are about to be deleted
   */
  public void after(Connection connection, String staging, String owned, boolean there)
      throws SQLException {
    left(connection, staging, owned, there, "");
  }

  /** Keeps anew those of which it is kept already how they were left. */
  public void afterAgain(Connection connection, String staging) throws SQLException {
    String ours =
        " and (select count(*) from %s i where i.godwit_run = %d and i.godwit_is = 1 and %s) = 1"
            .formatted(images.quoted(), number(), images.sameKey("t", "i"));
    left(connection, staging, PreImageStatements.ALL, true, ours);
  }

  private void left(Connection connection, String staging, String owned, boolean there, String more)
      throws SQLException {
    List<String> set = new ArrayList<>(List.of("godwit_there"));
    images.others().stream().map(Column::quoted).forEach(set::add);
    execute(
        connection,
        insert()
            + " select %d, 1, (select count(*) from %s b where b.godwit_run = %d and %s and b.godwit_is = 0), %d, 0, "
                .formatted(
                    number(), images.quoted(), number(), images.sameKey("t", "b"), there ? 1 : 0)
            + PreImageTable.names("t", images.columns())
            + sql.stagedRows(images, staging, owned, false)
            + more
            + sql.orSet(images, set));
  }

  /**
   * Makes sure that nobody undoes the run, until the transaction ends. For what no ledger guards.
   *
   * @throws Trouble where somebody does, or has
   */
  public void require(Connection connection) throws SQLException, Trouble {
    notes.require(connection, run, images.name());
  }

  private String insert() {
    return "insert into "
        + images.quoted()
        + " ("
        + PreImageTable.OURS
        + ", "
        + PreImageTable.names("", images.columns())
        + ")";
  }

  private long number() {
    return PreImages.number(run);
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (Statement call = connection.createStatement()) {
      call.executeUpdate(statement);
    }
  }
}

package io.godwit.jdbc.postgresql;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Trouble;
import io.godwit.jdbc.sql.Attempt;
import io.godwit.jdbc.sql.Isolation;
import io.godwit.jdbc.sql.Piece;
import io.godwit.jdbc.sql.Schedule;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.postgresql.copy.CopyIn;
import org.postgresql.jdbc.PgConnection;

/**
 * One batch, one transaction: each piece by COPY into the staging table, and from there by one
 * statement into the target. A piece that is refused is undone alone, back to a savepoint; until
 * the first piece is in, the start of the transaction is as good as one.
 *
 * <p>When an exception leaves this, nothing of the batch is in the target, unless it was the commit
 * that failed, of which nobody knows: then the repetition writes the same rows again.
 */
final class BatchWrite implements Isolation.Target {

  /** Enough for few system calls, and little enough to stay in the processor's cache. */
  private static final int SEND = 1 << 16;

  private final PgConnection connection;
  private final Staging staging;
  private final Table table;
  private final Batch batch;
  private boolean begun;
  private boolean written;
  private boolean savepoint;

  BatchWrite(PgConnection connection, Staging staging, Table table, Batch batch) {
    this.connection = connection;
    this.staging = staging;
    this.table = table;
    this.batch = batch;
  }

  /** Writes the batch and commits it. */
  List<Outcome> run() throws SQLException, Trouble {
    Isolation.settle(Schedule.of(batch.keys(), batch.groups()), this);
    connection.commit();
    staging.emptied();
    return batch.outcomes();
  }

  @Override
  public void refuse(int record, Failure failure) {
    batch.fail(record, failure);
  }

  @Override
  public Attempt attempt(Piece piece) throws SQLException {
    prepare();
    Sending sending = new Sending(piece.records().length);
    Layout layout = batch.layout(piece.group());
    try {
      copy(piece, layout, sending);
      if (sending.lines() > 0 && merge(layout) != sending.lines() && layout.counts()) {
        undo();
        return new Attempt.Refusal(skipped(), OptionalInt.empty());
      }
      written |= sending.lines() > 0;
      return Attempt.Done.DONE;
    } catch (SQLException e) {
      Optional<Attempt> answer = answer(e, piece, sending);
      if (answer.isEmpty()) {
        throw e;
      }
      undo();
      return answer.get();
    }
  }

  /** What a piece meets: an empty staging table, constraints that speak up, a place to go back. */
  private void prepare() throws SQLException {
    StringBuilder statements = new StringBuilder();
    if (!begun && table.deferring()) {
      // A constraint that waits for the commit would refuse the batch there, and name no record.
      statements.append("set constraints all immediate; ");
    }
    if (savepoint) {
      statements.append("release savepoint piece; ");
    }
    statements.append(staging.clear());
    if (written) {
      statements.append("savepoint piece");
    }
    if (!statements.isEmpty()) {
      execute(statements.toString());
    }
    begun = true;
    savepoint = written;
    staging.use();
  }

  private void undo() throws SQLException {
    if (savepoint) {
      execute("rollback to savepoint piece");
    } else {
      connection.rollback();
      begun = false;
    }
  }

  private void execute(String statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  private void copy(Piece piece, Layout layout, Sending sending) throws SQLException {
    CopyBuffer out = staging.buffer();
    out.cut(0);
    CopyIn copy = connection.getCopyAPI().copyIn(layout.copy());
    try {
      for (int place = 0; place < piece.records().length; place++) {
        int record = piece.records()[place];
        Optional<Failure> failure = batch.line(record, layout, out);
        if (failure.isPresent()) {
          batch.fail(record, failure.get());
        } else {
          sending.line(place);
        }
        if (out.length() >= SEND) {
          flush(copy, out);
        }
      }
      flush(copy, out);
      copy.endCopy();
    } catch (SQLException | RuntimeException e) {
      abandon(copy, e);
      throw e;
    }
  }

  private static void flush(CopyIn copy, CopyBuffer out) throws SQLException {
    copy.writeToCopy(out.bytes(), 0, out.length());
    out.cut(0);
  }

  /** The connection takes no other statement while a COPY is open. */
  private static void abandon(CopyIn copy, Exception reason) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private int merge(Layout layout) throws SQLException {
    try (PreparedStatement merge = connection.prepareStatement(layout.merge())) {
      return merge.executeUpdate();
    }
  }

  private Failure skipped() {
    return new Failure(
        ErrorCode.TARGET_REFUSED,
        "a trigger or rule of table " + table.name() + " left the record out without an error");
  }

  /** What an error says of the piece; empty where it is not about its records. */
  private Optional<Attempt> answer(SQLException e, Piece piece, Sending sending) {
    if (Faults.isClash(e) && piece.records().length > 1) {
      return Optional.of(Attempt.Clash.CLASH);
    }
    CopyContext context = CopyContext.of(e, table);
    return Faults.ofData(e)
        .map(code ->
            new Attempt.Refusal(
                Faults.failure(code, e, context.column()), sending.place(context.line())));
  }
}

package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Answer;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Fault;
import io.godwit.jdbc.sql.Attempt;
import io.godwit.jdbc.sql.Bisection;
import io.godwit.jdbc.sql.Slice;
import io.godwit.jdbc.sql.WriteOrder;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.postgresql.jdbc.PgConnection;

/**
 * One batch, one transaction: each piece by COPY into the staging table, and from there by one
 * statement into the target. A piece that is refused is undone alone, back to a savepoint; until
 * the first piece is in, the start of the transaction is as good as one.
 *
 * <p>When an exception leaves this, nothing of the batch is in the target, unless it was the commit
 * that failed, of which nobody knows: then the repetition writes the same rows again.
 */
final class BatchWrite implements Bisection.Target {

  private final GuardedTable.Door door;
  private final PgConnection connection;
  private final Staging staging;
  private final TableGuard guard;
  private final CurrentTable current;
  private final Table table;
  private final AdaptiveAttempt isNew;
  private final AdaptiveAttempt hasBinaryForm;
  private final Batch batch;
  private final BitSet refused = new BitSet();
  private boolean guarded;
  private boolean written;
  private boolean savepoint;
  private boolean committing;

  /**
   * The writing of a batch.
   *
   * @param door to the table that the batch was prepared for
   * @param isNew guesses whether the table has none of its keys
   * @param hasBinaryForm guesses whether the columns hold its values without conversion
   */
  BatchWrite(
      GuardedTable.Door door, AdaptiveAttempt isNew, AdaptiveAttempt hasBinaryForm, Batch batch) {
    this.door = door;
    this.connection = door.connection();
    this.staging = door.staging();
    this.guard = door.guard();
    this.current = door.current();
    this.table = current.rules().table();
    this.isNew = isNew;
    this.hasBinaryForm = hasBinaryForm;
    this.batch = batch;
  }

  /**
   * Writes the batch and commits it.
   *
   * @param most so many records are refused for unknown reasons, and none taken, before it gives up
   */
  List<Answer> run(int most) throws SQLException, Trouble {
    List<Slice> pieces = WriteOrder.of(batch.keys(), batch.groups());
    if (current.alteration().concerns()) {
      // Also where no record is left to send: that may be the table's doing, and over by now.
      enter();
    }
    if (!isWrittenAsNew(pieces)) {
      Bisection.settle(pieces, this, most);
      List<Integer> behind = RepeatedRecords.behindOthers(refused, batch.keys());
      if (!behind.isEmpty()) {
        again(pieces, behind, most);
      }
    }
    guard.judge(current, batch);
    committing = true;
    connection.commit();
    staging.emptied();
    return batch.answers();
  }

  /**
   * A record is refused, and an earlier one of its key was just written, maybe over what an attempt
   * of which nobody heard had made of the refused one. So all is undone and looked at; those that
   * the target holds stay as they are, with what stood before them, and the rest is written.
   */
  private void again(List<Slice> pieces, List<Integer> behind, int most)
      throws SQLException, Trouble {
    door.leave();
    guarded = false;
    written = false;
    savepoint = false;
    refused.stream().forEach(batch::forget);
    refused.clear();
    List<Boolean> held = new Recall(door).of(behind.stream().map(batch::record).toList());
    Bisection.settle(RepeatedRecords.without(pieces, behind, held, batch.keys()), this, most);
  }

  /** Whether an error came when all was written and only the commit was left. */
  boolean isCommitting() {
    return committing;
  }

  /**
   * Tries COPY straight into the target, which costs the server half as much, and answers whether
   * that was it. It is exact whatever was guessed: the key's index refuses the first row that is
   * there already, be it of an earlier run or of an attempt whose commit nobody heard of, and with
   * it the whole attempt; then the batch is written as if there had been none. So is one with any
   * other fault, which is found there. What COPY does not do as an insert does (rules, policies),
   * and what may change a row behind it, is asked of the catalog.
   */
  private boolean isWrittenAsNew(List<Slice> pieces) throws SQLException, Trouble {
    if (pieces.size() != 1 || !table.plain() || !isNew.isLikely()) {
      return false;
    }
    Slice all = pieces.getFirst();
    enter();
    try {
      if (!isSentInBinary(all)) {
        send(all, batch.layout(all.group()).direct(), new SentLines(all.records().length));
      }
      isNew.confirmed();
      return true;
    } catch (SQLException e) {
      if (PostgresErrors.of(e) instanceof Fault.Passing) {
        throw e;
      }
      isNew.refuted();
      undo();
      return false;
    }
  }

  private boolean isSentInBinary(Slice all) throws SQLException, Trouble {
    if (!hasBinaryForm.isLikely()) {
      return false;
    }
    if (CopySender.copyBinary(connection, batch, all, staging.buffer())) {
      hasBinaryForm.confirmed();
      return true;
    }
    hasBinaryForm.refuted();
    undo();
    enter();
    return false;
  }

  @Override
  public void refuse(int record, Answer answer) {
    refused.set(record);
    batch.refused(record, answer);
  }

  @Override
  public Trouble refusesAll(Answer.Doubt last) throws SQLException {
    // A policy refuses rows by the state that a lacking right has.
    Optional<String> lacking =
        last.reason().equals(PostgresErrors.PERMISSION)
            ? Rights.lacking(connection, current.rules())
            : Optional.empty();
    String words = "table " + table.name() + ": " + last.failure().message();
    return lacking.isPresent()
        ? new Trouble(ErrorCode.TARGET_RIGHTS, words + "; " + lacking.get())
        : new Trouble(ErrorCode.TARGET_REFUSES_ALL, words);
  }

  @Override
  public boolean takes(Slice slice) throws SQLException, Trouble {
    boolean before = written;
    if (!(attempt(slice) instanceof Attempt.Done)) {
      return false;
    }
    undo();
    written = before;
    return true;
  }

  @Override
  public Attempt attempt(Slice slice) throws SQLException, Trouble {
    prepare();
    SentLines sentLines = new SentLines(slice.records().length);
    ColumnLayout layout = batch.layout(slice.group());
    try {
      send(slice, layout.copy(), sentLines);
      if (sentLines.lines() > 0 && merge(layout) != sentLines.lines() && layout.counts()) {
        undo();
        return new Attempt.Refusal(skipped(), OptionalInt.empty());
      }
      written |= sentLines.lines() > 0;
      return Attempt.Done.DONE;
    } catch (SQLException e) {
      guard.requireKnown(e, current);
      Optional<Attempt> answer = answer(e, slice, sentLines);
      if (answer.isEmpty()) {
        throw e;
      }
      undo();
      return answer.get();
    }
  }

  private void enter() throws SQLException, Trouble {
    if (!guarded) {
      door.enter();
      if (table.deferring()) {
        // A constraint that waits for the commit would refuse the batch there, and name no record.
        door.execute("set constraints all immediate");
      }
      guarded = true;
    }
  }

  /** What a piece meets: an empty staging table, constraints that speak up, a place to go back. */
  private void prepare() throws SQLException, Trouble {
    enter();
    StringBuilder statements = new StringBuilder();
    if (savepoint) {
      statements.append("release savepoint piece; ");
    }
    statements.append(staging.clear());
    if (written) {
      statements.append("savepoint piece");
    }
    door.execute(statements.toString());
    savepoint = written;
    staging.use();
  }

  private void undo() throws SQLException {
    if (savepoint) {
      door.execute("rollback to savepoint piece");
    } else {
      door.leave();
      guarded = false;
    }
  }

  private void send(Slice slice, String copy, SentLines sentLines) throws SQLException {
    CopySender.copy(connection, copy, batch, slice, staging.buffer(), sentLines);
  }

  private int merge(ColumnLayout layout) throws SQLException {
    try (PreparedStatement merge = connection.prepareStatement(layout.merge())) {
      return merge.executeUpdate();
    }
  }

  /**
   * In doubt: such a trigger may do so for one row, for all, or for rows that are there already.
   */
  private Answer.Doubt skipped() {
    return new Answer.Doubt(
        "left out",
        new Failure(
            ErrorCode.TARGET_REFUSED,
            "a trigger or rule of table "
                + table.name()
                + " left the record out without an error"));
  }

  /** What an error says of the piece; empty where it is not about its records. */
  private Optional<Attempt> answer(SQLException e, Slice slice, SentLines sentLines) {
    if (PostgresErrors.isClash(e) && slice.records().length > 1) {
      return Optional.of(Attempt.Clash.CLASH);
    }
    CopyContext context = CopyContext.of(e, table);
    return refusal(e, context.column())
        .map(answer -> new Attempt.Refusal(answer, sentLines.place(context.line())));
  }

  /** What an error says of a record that is alone; empty where it says nothing of it. */
  static Optional<Answer> refusal(SQLException e, Optional<String> column) {
    return switch (PostgresErrors.of(e)) {
      case Fault.OfData(ErrorCode code) ->
          Optional.of(new Outcome.Failed(PostgresErrors.failure(code, e, column)));
      case Fault.Unknown unknown -> Optional.of(PostgresErrors.doubt(unknown, e, column));
      case Fault.Passing ignored -> Optional.empty();
    };
  }
}

package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.jdbc.sql.batch.AdaptiveAttempt;
import io.godwit.jdbc.sql.batch.Attempt;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.Bisection;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.RepeatedRecords;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.batch.WriteOrder;
import io.godwit.jdbc.sql.dialect.DirectPath;
import io.godwit.jdbc.sql.dialect.KnownTable;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One batch of records that are a row each, one transaction: each piece into the staging table, and
 * from there by one statement into the target. A piece that is refused is undone alone, back to a
 * savepoint; until the first piece is in, the start of the transaction is as good as one.
 *
 * <p>When an exception leaves this, nothing of the batch is in the target, unless it was the commit
 * that failed, of which nobody knows: then the repetition writes the same rows again.
 */
final class BatchWrite implements Bisection.Target, TableSink.Transaction {

  private final Door door;
  private final PieceStart start;
  private final Connection connection;
  private final Staging staging;
  private final KnownTable known;
  private final Table table;
  private final SqlErrors errors;
  private final Guesses guesses;
  private final Batch batch;
  private final Optional<Noting.Page> page;
  private final BitSet refused = new BitSet();
  private boolean guarded;
  private boolean written;
  private boolean committing;

  /**
   * What was learnt from the batches before; shared by all that write to a table.
   *
   * @param isNew guesses whether the table has none of a batch's keys
   * @param isCompact guesses whether the columns hold its values without conversion
   */
  record Guesses(AdaptiveAttempt isNew, AdaptiveAttempt isCompact) {}

  /**
   * The writing of a batch.
   *
   * @param door to the table that the batch was prepared for
   * @param page by which it is noted; then nothing of it was written before
   */
  BatchWrite(Door door, Guesses guesses, Batch batch, Optional<Noting.Page> page) {
    this.page = page;
    this.door = door;
    this.start = new PieceStart(door);
    this.connection = door.connection();
    this.staging = door.staging();
    this.known = door.known();
    this.table = door.table();
    this.errors = door.dialect().errors();
    this.guesses = guesses;
    this.batch = batch;
  }

  /**
   * Writes the batch and commits it.
   *
   * @param most so many records are refused for unknown reasons, and none taken, before it gives up
   */
  @Override
  public List<Answer> run(int most) throws SQLException, Trouble {
    List<Slice> pieces = WriteOrder.of(batch.keys(), batch.groups());
    if (known.concerns()) {
      // Also where no record is left to send: that may be the table's doing, and over by now.
      enter();
    }
    if (!isWrittenAsNew(pieces)) {
      Bisection.settle(pieces, this, most);
      List<Integer> behind = RepeatedRecords.behindOthers(refused, batch.keys());
      if (!behind.isEmpty() && page.isEmpty()) {
        again(pieces, behind, most);
      }
    }
    known.judge(batch);
    if (page.isPresent()) {
      page.get().note(connection, batch.answers());
    }
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
    start.forget();
    refused.stream().forEach(batch::forget);
    refused.clear();
    List<Boolean> held = new Recall(door).of(behind.stream().map(batch::fields).toList());
    Bisection.settle(RepeatedRecords.without(pieces, behind, held, batch.keys()), this, most);
  }

  @Override
  public boolean isCommitting() {
    return committing;
  }

  /**
   * Tries the bulk path straight into the target, which costs the server half as much, and answers
   * whether that was it. It is exact whatever was guessed: the key's index refuses the first row
   * that is there already, be it of an earlier run or of an attempt whose commit nobody heard of,
   * and with it the whole attempt; then the batch is written as if there had been none. So is one
   * with any other fault, which is found there. What a bulk path does not do as an insert does
   * (rules, policies), and what may change a row behind it, is asked of the catalog.
   */
  private boolean isWrittenAsNew(List<Slice> pieces) throws SQLException, Trouble {
    Optional<DirectPath> path = staging.rows().direct();
    // What is kept of rows is kept by their keys, which only staged ones have.
    boolean staged = door.keeping().isPresent() || !table.plain();
    if (path.isEmpty() || pieces.size() != 1 || staged || !guesses.isNew.isLikely()) {
      return false;
    }
    Slice all = pieces.getFirst();
    enter();
    try {
      if (!isSentCompactly(path.get(), all)) {
        path.get().send(connection, batch, all);
      }
      guesses.isNew.confirmed();
      return true;
    } catch (SQLException e) {
      if (errors.isPassing(e)) {
        throw e;
      }
      guesses.isNew.refuted();
      undo();
      return false;
    }
  }

  private boolean isSentCompactly(DirectPath path, Slice all) throws SQLException, Trouble {
    if (!guesses.isCompact.isLikely()) {
      return false;
    }
    if (path.sendCompact(connection, batch, all)) {
      guesses.isCompact.confirmed();
      return true;
    }
    guesses.isCompact.refuted();
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
    Optional<String> lacking = door.lackingRights(last);
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
    SentRows sent = new SentRows(slice.records().length);
    ColumnLayout layout = batch.layout(slice.group());
    try {
      door.stage(batch, slice, sent);
      Sifting sifted = Sifting.of(door, batch, slice, sent);
      sent = sifted.left();
      if (sent.rows() > 0 && !door.merge(layout, sent.rows())) {
        undo();
        return new Attempt.Refusal(skipped(door), OptionalInt.empty());
      }
      sifted.tell(batch, slice);
      written |= sent.rows() > 0;
      return Attempt.Done.DONE;
    } catch (SQLException e) {
      known.requireKnown(e);
      Optional<Attempt> answer = answer(e, slice, sent);
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
      guarded = true;
    }
  }

  /** What a piece meets: an empty staging table, constraints that speak up, a place to go back. */
  private void prepare() throws SQLException, Trouble {
    enter();
    start.renew(staging.clear(), written);
    staging.use();
  }

  private void undo() throws SQLException {
    if (start.isSet()) {
      start.undo();
    } else {
      door.leave();
      guarded = false;
    }
  }

  /**
   * In doubt: such a trigger may do so for one row, for all, or for rows that are there already.
   */
  static Answer.Doubt skipped(Door door) {
    return new Answer.Doubt(
        "left out",
        new Failure(
            ErrorCode.TARGET_REFUSED,
            "a trigger or rule of table "
                + door.table().name()
                + " left the record out without an error"));
  }

  /** What an error says of the piece; empty where it is not about its records. */
  private Optional<Attempt> answer(SQLException e, Slice slice, SentRows sent) {
    if (errors.isClash(e) && slice.records().length > 1) {
      return Optional.of(Attempt.Clash.CLASH);
    }
    return errors
        .refusal(e, table)
        .map(answer -> new Attempt.Refusal(answer, sent.place(errors.words(e, table).row())));
  }
}

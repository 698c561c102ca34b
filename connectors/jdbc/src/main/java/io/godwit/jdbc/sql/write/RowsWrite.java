package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.jdbc.sql.batch.Attempt;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.Bisection;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One batch of writes with several rows, one transaction. Some writes are a piece: their rows go
 * table by table, in the order in which the sink has the tables, so that a parent can stand before
 * its children; and where any table refuses any row, all of the piece is undone in all tables, back
 * to one savepoint. So whatever is refused, a write is whole or not there.
 *
 * <p>It takes no bulk path straight into a table: that would be refused by the first row that is
 * there, and of several tables one mostly is.
 *
 * <p>When an exception leaves this, nothing of the batch is in the target, unless it was the commit
 * that failed, of which nobody knows: then the repetition writes the same rows again.
 */
final class RowsWrite implements Bisection.Target, TableSink.Transaction {

  private final List<Door> doors;
  private final PieceStart start;
  private final RowBatch batch;
  private final Connection connection;
  private final SqlErrors errors;
  private final Optional<Noting.Page> page;
  private final BitSet refused = new BitSet();
  private final BitSet changed = new BitSet();
  private boolean guarded;
  private boolean written;
  private boolean committing;

  /**
   * The writing of a batch.
   *
   * @param doors to all tables of the sink, over one connection
   * @param page by which it is noted; then nothing of it was written before
   */
  RowsWrite(List<Door> doors, RowBatch batch, Optional<Noting.Page> page) {
    this.page = page;
    this.doors = doors;
    this.start = new PieceStart(doors.getFirst());
    this.batch = batch;
    this.connection = doors.getFirst().connection();
    this.errors = doors.getFirst().dialect().errors();
  }

  @Override
  public List<Answer> run(int most) throws SQLException, Trouble {
    if (doors.stream().anyMatch(door -> door.known().concerns())) {
      enter();
    }
    BitSet open = batch.open(IntStream.range(0, batch.size()).toArray());
    settle(open, most);
    BitSet behind = batch.behindOthers(refused);
    if (!behind.isEmpty() && page.isEmpty()) {
      again(open, behind, most);
    }
    for (int table = 0; table < doors.size(); table++) {
      doors.get(table).known().judge(batch.rows(table));
    }
    List<Answer> answers = answers();
    if (page.isPresent()) {
      page.get().note(connection, answers);
    }
    committing = true;
    connection.commit();
    doors.forEach(door -> door.staging().emptied());
    return answers;
  }

  /** A write is unchanged where every row of it is. */
  private List<Answer> answers() {
    List<Answer> answers = new ArrayList<>(batch.answers());
    if (doors.getFirst().manner().looks()) {
      for (int write = 0; write < answers.size(); write++) {
        if (answers.get(write) == Outcome.Written.WRITTEN && !changed.get(write)) {
          answers.set(write, Outcome.Unchanged.UNCHANGED);
        }
      }
    }
    return answers;
  }

  private void settle(BitSet some, int most) throws SQLException, Trouble {
    if (!some.isEmpty()) {
      Bisection.settle(List.of(new Slice(0, some.stream().toArray())), this, most);
    }
  }

  /** As {@link BatchWrite} does: nothing is left over what an attempt nobody heard of had made. */
  private void again(BitSet open, BitSet behind, int most) throws SQLException, Trouble {
    leave();
    written = false;
    start.forget();
    refused.stream().forEach(batch::forget);
    refused.clear();
    BitSet left = (BitSet) open.clone();
    left.andNot(batch.upTo(batch.held(behind, doors)));
    settle(left, most);
  }

  @Override
  public boolean isCommitting() {
    return committing;
  }

  @Override
  public void refuse(int write, Answer answer) {
    refused.set(write);
    batch.refused(write, answer);
  }

  @Override
  public Trouble refusesAll(Answer.Doubt last) throws SQLException {
    String words =
        "tables "
            + String.join(", ", doors.stream().map(door -> door.table().name().toString()).toList())
            + ": "
            + last.failure().message();
    for (Door door : doors) {
      Optional<String> lacking = door.lackingRights(last);
      if (lacking.isPresent()) {
        return new Trouble(ErrorCode.TARGET_RIGHTS, words + "; " + lacking.get());
      }
    }
    return new Trouble(ErrorCode.TARGET_REFUSES_ALL, words);
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

  /** Anew without those of which a row cannot be sent as it is: their other rows must go, too. */
  @Override
  public Attempt attempt(Slice slice) throws SQLException, Trouble {
    while (true) {
      BitSet open = batch.open(slice.records());
      if (open.isEmpty()) {
        return Attempt.Done.DONE;
      }
      prepare();
      open.stream().forEach(changed::clear);
      boolean whole = true;
      for (int table = 0; table < doors.size(); table++) {
        for (Slice piece : batch.pieces(table, open)) {
          SentRows sent = new SentRows(piece.records().length);
          Optional<Attempt> refusal = refusal(slice, table, piece, sent);
          if (refusal.isPresent()) {
            undo();
            return refusal.get();
          }
          whole &= isWhole(table, piece, sent);
        }
      }
      if (whole) {
        written = true;
        return Attempt.Done.DONE;
      }
      undo();
    }
  }

  private boolean isWhole(int table, Slice piece, SentRows sent) {
    if (sent.rows() == piece.records().length) {
      return true;
    }
    for (int row : piece.records()) {
      batch.fails(table, row);
    }
    return false;
  }

  /** Takes rows into a table; answers what was said where it refuses. */
  private Optional<Attempt> refusal(Slice slice, int table, Slice piece, SentRows sent)
      throws SQLException, Trouble {
    Door door = doors.get(table);
    Batch rows = batch.rows(table);
    ColumnLayout layout = rows.layout(piece.group());
    try {
      door.clear();
      door.stage(rows, piece, sent);
      SentRows left = Sifting.of(door, rows, piece, sent).left();
      if (left.rows() > 0 && !door.merge(layout, left.rows())) {
        return Optional.of(new Attempt.Refusal(BatchWrite.skipped(door), OptionalInt.empty()));
      }
      for (int row = 1; row <= left.rows(); row++) {
        changed.set(batch.writeOf(table, piece.records()[left.place(row).orElseThrow()]));
      }
      return Optional.empty();
    } catch (SQLException e) {
      door.known().requireKnown(e);
      if (errors.isClash(e) && slice.records().length > 1) {
        return Optional.of(Attempt.Clash.CLASH);
      }
      Answer answer = errors.refusal(e, door.table()).orElseThrow(() -> e);
      OptionalInt row = sent.place(errors.words(e, door.table()).row());
      return Optional.of(
          new Attempt.Refusal(
              answer,
              row.isEmpty()
                  ? row
                  : suspect(slice, batch.writeOf(table, piece.records()[row.getAsInt()]))));
    }
  }

  private static OptionalInt suspect(Slice slice, int write) {
    return IntStream.range(0, slice.records().length)
        .filter(place -> slice.records()[place] == write)
        .findFirst();
  }

  private void enter() throws SQLException, Trouble {
    if (!guarded) {
      for (Door door : doors) {
        door.enter();
      }
      guarded = true;
    }
  }

  /**
   * Staging tables are made before the savepoint: what is undone must not take them away. They are
   * emptied by the piece that goes into them, since of several tables a write may need one.
   */
  private void prepare() throws SQLException, Trouble {
    enter();
    List<String> made = doors.stream().map(door -> door.staging().make()).toList();
    start.renew(String.join("", made), written);
    doors.forEach(door -> door.staging().made());
  }

  private void undo() throws SQLException {
    if (start.isSet()) {
      start.undo();
    } else {
      leave();
    }
  }

  private void leave() throws SQLException {
    for (Door door : doors) {
      door.leave();
    }
    guarded = false;
  }
}

package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.jdbc.sql.ledger.KnownOutcomes;
import io.godwit.jdbc.sql.ledger.LedgerNote;
import io.godwit.jdbc.sql.ledger.LedgerTable;
import io.godwit.jdbc.sql.write.NotedSink;
import io.godwit.jdbc.sql.write.Noting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger of one partition, as its owner has it. Whatever goes wrong, it lets go of the
 * partition and takes it anew before the next write: a commit of which nobody knows is decided by
 * then, and its page is there or never will be.
 *
 * <p>What was written in the span in hand is kept apart from what was read, and looked at only
 * where a record of it comes again: that is when an earlier one was accepted late.
 */
final class TableLedger implements PartitionLedger {

  private final TargetLedgers target;
  private final LedgerOwner owner;
  private final KnownOutcomes known = new KnownOutcomes();
  private final Map<RecordId, Outcome> written = new HashMap<>();
  private final Deque<LedgerTable.Page> pages = new ArrayDeque<>();
  private Optional<LedgerTable.Taken> held = Optional.empty();
  private LedgerSpan span = new LedgerSpan(0, 0, 0);
  private long knownTo;
  private long page;
  private long settled;
  private boolean late;

  TableLedger(TargetLedgers target, LedgerOwner owner) {
    this.target = target;
    this.owner = owner;
  }

  @Override
  public Sink through(Sink sink) {
    if (sink instanceof NotedSink noted) {
      return new LedgeredSink(this, noted);
    }
    throw new IllegalArgumentException("a sink of another target: " + sink);
  }

  @Override
  public void turnTo(LedgerSpan next) {
    span = next;
    written.clear();
    if (next.from() >= knownTo) {
      known.clear();
    }
  }

  @Override
  public void comesLate(boolean isLate) {
    if (isLate && !late) {
      written.forEach(known::add);
      knownTo = Math.max(knownTo, span.next());
    }
    late = isLate;
  }

  /** Writes what is not known to be written. */
  List<Answer> write(NotedSink sink, List<Write> batch, int most) throws Trouble {
    hold();
    boolean over = isOver(sink, batch);
    if (over) {
      known.reopen();
    }
    List<Write> left =
        known.isEmpty()
            ? batch
            : batch.stream().filter(write -> known.standing(id(write)).isEmpty()).toList();
    if (left.isEmpty()) {
      return batch.stream().<Answer>map(write -> known.standing(id(write)).orElseThrow()).toList();
    }
    boolean sound = false;
    try {
      List<Answer> answers = sink.write(left, most, new Notes(this, over));
      List<Answer> all = taken(batch, left, answers);
      if (over) {
        known.reopen();
      }
      sound = true;
      return all;
    } finally {
      if (!sound) {
        held = Optional.empty();
      }
    }
  }

  /**
   * Whether a record is to be written of which one behind it is written already, by what an earlier
   * owner has left or because it comes late. As long as all records end as they did before, what is
   * known stands in front of what is not.
   */
  private boolean isOver(NotedSink sink, List<Write> batch) {
    if (known.isEmpty() || !sink.overwrites()) {
      return false;
    }
    boolean open = false;
    boolean behind = false;
    long standing = 0;
    for (Write write : batch) {
      boolean stands = known.standing(id(write)).isPresent();
      behind |= stands && open;
      open |= !stands;
      standing += stands ? 1 : 0;
    }
    return open && (late || behind || known.countStanding() > standing);
  }

  private List<Answer> taken(List<Write> batch, List<Write> left, List<Answer> answers) {
    Map<RecordId, Answer> now = new HashMap<>();
    for (int i = 0; i < left.size(); i++) {
      RecordId id = id(left.get(i));
      Answer answer = decided(id, answers.get(i));
      if (answer instanceof Outcome outcome && isHeld(outcome)) {
        written.put(id, outcome);
        if (late || !known.isEmpty()) {
          known.add(id, outcome);
          knownTo = Math.max(knownTo, span.next());
        }
      }
      now.put(id, answer);
    }
    return batch.stream()
        .map(write ->
            Optional.ofNullable(now.get(id(write)))
                .orElseGet(() -> known.standing(id(write)).orElseThrow()))
        .toList();
  }

  /** A repeat changes no outcome, only the row. */
  private Answer decided(RecordId id, Answer answer) {
    return answer instanceof Outcome outcome && isHeld(outcome)
        ? known.decided(id, outcome)
        : answer;
  }

  private static boolean isHeld(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Written ignored -> true;
      case Outcome.Unchanged ignored -> true;
      case Outcome.Dropped ignored -> false;
      case Outcome.Failed ignored -> false;
    };
  }

  private static RecordId id(Write write) {
    return write.record().id();
  }

  /** Takes the partition where it is not held. */
  private void hold() throws Trouble {
    if (held.isPresent()) {
      return;
    }
    LedgerTable.Taken taken = target.take(owner, span);
    known.clear();
    written.clear();
    pages.clear();
    pages.addAll(taken.pages());
    page = pages.isEmpty() ? 1 : pages.getLast().number() + 1;
    settled = taken.settled();
    for (LedgerTable.Page one : taken.pages()) {
      if (one.upto() > span.from()) {
        known.add(one.note());
        knownTo = Math.max(knownTo, one.upto());
      }
    }
    held = Optional.of(taken);
  }

  /**
   * What notes a batch.
   *
   * @param over whether it may come over records that are known to be written
   */
  private record Notes(TableLedger ledger, boolean over) implements Noting {

    @Override
    public JobRun run() {
      return new JobRun(ledger.owner.job(), ledger.owner.run());
    }

    @Override
    public void note(Connection connection, List<Write> writes, List<Answer> answers)
        throws SQLException, Trouble {
      ledger.note(connection, writes, answers, over);
    }
  }

  private void note(Connection connection, List<Write> writes, List<Answer> answers, boolean over)
      throws SQLException, Trouble {
    List<RecordId> writtenNow = new ArrayList<>(writes.size());
    List<RecordId> unchanged = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      switch (decided(id(writes.get(i)), answers.get(i))) {
        case Outcome.Written ignored -> writtenNow.add(id(writes.get(i)));
        case Outcome.Unchanged ignored -> unchanged.add(id(writes.get(i)));
        case Outcome.Dropped ignored -> {}
        case Outcome.Failed ignored -> {}
        case Answer.Doubt ignored -> {}
      }
    }
    if (writtenNow.isEmpty() && unchanged.isEmpty()) {
      return;
    }
    long epoch = held.orElseThrow().epoch();
    target.table().require(connection, owner, epoch);
    LedgerTable.Page next =
        new LedgerTable.Page(page++, span.next(), new LedgerNote(over, writtenNow, unchanged));
    target.table().add(connection, owner, epoch, next);
    pages.add(next);
    settle(connection);
  }

  /** Where the transaction comes to nothing, the pages are read anew with the partition. */
  private void settle(Connection connection) throws SQLException {
    long last = 0;
    while (!pages.isEmpty() && pages.getFirst().upto() <= span.settled()) {
      last = pages.removeFirst().number();
    }
    if (last > 0) {
      settled = Math.max(settled, span.settled());
      target.table().settle(connection, owner, settled, last);
    }
  }
}

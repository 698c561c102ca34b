package io.godwit.jdbc.sql.batch;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.Trouble;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the records that a target refuses among those that it takes, by bisection: a refused piece
 * is cut in two until the refusal stands alone. One bad record among n costs about 2 log n
 * attempts, b of them at most b times that, and never more than 2 n.
 *
 * <p>A hint of the target where the fault lies makes the cut better, and decides nothing: a record
 * is refused only when it was sent alone. Hints are texts for people, in the server's language.
 *
 * <p>Pieces are tried in their order, and parts take the place of their piece, so records of one
 * key keep their order.
 *
 * <p>An outage refuses every record for a reason that nobody has listed, and must not cost 2 n
 * attempts. So {@link #settle} looks, before it goes into a piece that is refused so while nothing
 * has been taken yet, whether the target takes any of some records from all over the batch. The
 * first ones would not do: a file may be sorted so that its bad records stand together.
 */
public final class Bisection {

  private final Deque<Slice> todo;
  private final Target target;
  private final int most;
  private boolean taken;
  private int doubted;

  private Bisection(List<Slice> pieces, Target target, int most) {
    this.todo = new ArrayDeque<>(pieces);
    this.target = target;
    this.most = most;
  }

  /** The target, in a transaction that the caller begins and commits. */
  public interface Target {

    /** Writes all of a piece or, when it answers anything but done, nothing of it. */
    Attempt attempt(Slice slice) throws SQLException, Trouble;

    /** Whether it takes a piece, of which nothing is written then. */
    boolean takes(Slice slice) throws SQLException, Trouble;

    /** Takes note that a record is refused alone. */
    void refuse(int record, Answer answer);

    /** That nothing goes in, in the words of the last refusal. */
    Trouble refusesAll(Answer.Doubt last) throws SQLException;
  }

  /**
   * Settles every record of the pieces.
   *
   * @param most so many records are refused alone for unknown reasons, and none taken, before it
   *     gives up
   * @throws Trouble what {@link Target#refusesAll} makes of it then
   */
  public static void settle(List<Slice> pieces, Target target, int most)
      throws SQLException, Trouble {
    new Bisection(pieces, target, most).settle();
  }

  /** Settles every record of the pieces, however many are refused. */
  public static void settle(List<Slice> pieces, Target target) throws SQLException, Trouble {
    settle(pieces, target, Integer.MAX_VALUE);
  }

  private void settle() throws SQLException, Trouble {
    while (!todo.isEmpty()) {
      Slice slice = todo.pop();
      switch (target.attempt(slice)) {
        case Attempt.Done ignored -> taken = true;
        case Attempt.Refusal refusal -> split(slice, refusal);
        case Attempt.Clash ignored -> first(slice.halves());
      }
    }
  }

  private void split(Slice slice, Attempt.Refusal refusal) throws SQLException, Trouble {
    switch (refusal.answer()) {
      case Answer.Doubt doubt -> requireSomethingTaken(slice, doubt);
      case Outcome ignored -> {}
    }
    if (slice.records().length == 1) {
      doubted += refusal.answer() instanceof Answer.Doubt ? 1 : 0;
      target.refuse(slice.records()[0], refusal.answer());
    } else if (refusal.suspect().isPresent()) {
      first(slice.around(refusal.suspect().getAsInt()));
    } else {
      first(slice.halves());
    }
  }

  /** Where that many records are at stake, and so many attempts. */
  private void requireSomethingTaken(Slice slice, Answer.Doubt doubt) throws SQLException, Trouble {
    if (taken || (slice.records().length <= most && doubted < most)) {
      return;
    }
    for (Slice one : spread(slice)) {
      if (target.takes(one)) {
        taken = true;
        return;
      }
    }
    throw target.refusesAll(doubt);
  }

  /** Some records that are still to be settled, each a piece of its own, from all over them. */
  private List<Slice> spread(Slice first) {
    List<Slice> left = new ArrayList<>(List.of(first));
    left.addAll(todo);
    int all = left.stream().mapToInt(slice -> slice.records().length).sum();
    int wanted = Math.min(most, all);
    List<Slice> ones = new ArrayList<>(wanted);
    int passed = 0;
    for (Slice slice : left) {
      int end = passed + slice.records().length;
      while (ones.size() < wanted) {
        int next = (int) ((long) ones.size() * all / wanted);
        if (next >= end) {
          break;
        }
        ones.add(new Slice(slice.group(), new int[] {slice.records()[next - passed]}));
      }
      passed = end;
    }
    return ones;
  }

  private void first(List<Slice> parts) {
    parts.reversed().forEach(todo::push);
  }
}

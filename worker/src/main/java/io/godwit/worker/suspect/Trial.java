package io.godwit.worker.suspect;

import io.godwit.common.model.failure.Trouble;
import io.godwit.worker.evidence.RecordEnd;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on records that have cost deaths, so that whatever they do to a process, this one lives.
 * They are halved, and each part is worked by a child; a part that ends its child is halved again.
 * A record that is left alone is guilty only where it ended a fresh child three times, and each
 * time, right after it, a neighbour lived in a fresh child under the same limits. A child that was
 * ended from outside proves nothing, and the attempt is made again.
 *
 * <p>The parts are worked in their order. A neighbour may be written again and out of turn: all
 * that comes behind the suspect is still to be written, and what comes before it is repeated as
 * after a crash.
 *
 * <p>For one thread. Nothing of a trial outlives its process: where that is killed meanwhile, the
 * next owner holds it anew.
 */
public final class Trial {

  /** So many times must a record end its child, and its neighbour live. */
  static final int ROUNDS = 3;

  /** So many runs in sequence may prove nothing; then there is no trial to be had. */
  static final int MOST_VOID = 8;

  /** Neighbours behind the suspect that are tried for a control, since they may be guilty too. */
  private static final int NEIGHBOURS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

  private final Court court;
  private final int size;
  private int lastGood = -1;
  private int voids;

  /** What a trial is held with. Records go by their numbers, from 0. */
  public interface Court {
    /**
     * Has a child work on the records from one to before another; of no record where both are the
     * same, which any child that works at all comes through.
     *
     * @param fresh whether it must be a child that has worked on nothing else
     * @throws InterruptedException also where there is a wish to stop
     */
    TrialResult child(int from, int to, boolean fresh) throws InterruptedException;

    /** A child has come through with these records; none of them is worked again. */
    void lived(int from, List<RecordEnd> ends);

    /**
     * Works on records in this process, as if nothing were suspected.
     *
     * @throws Trouble as work does; what had ended before that stays so, and another trial is held
     */
    void here(int from, int to) throws Trouble, InterruptedException;

    /** Makes a record a failure. */
    void guilty(int record, String how);
  }

  private Trial(int size, Court court) {
    this.size = size;
    this.court = court;
  }

  /** Holds a trial over so many records. */
  public static void hold(int size, Court court) throws Trouble, InterruptedException {
    new Trial(size, court).halves(0, size);
  }

  private void halves(int from, int to) throws Trouble, InterruptedException {
    int middle = (from + to) >>> 1;
    if (from < middle) {
      part(from, middle);
    }
    if (middle < to) {
      part(middle, to);
    }
  }

  private void part(int from, int to) throws Trouble, InterruptedException {
    switch (run(from, to, false)) {
      case TrialResult.Lived(List<RecordEnd> ends) -> lived(from, ends);
      // Fewer may pass where so many do not. What the target says of one is no trial's affair: the
      // child has come as far as the target with it.
      case TrialResult.Waited ignored -> {
        if (to - from > 1) {
          halves(from, to);
        } else {
          here(from, to);
        }
      }
      case TrialResult.Died(String how) -> {
        LOG.warn("{} of {} records on trial have ended their process: {}", to - from, size, how);
        if (to - from > 1) {
          halves(from, to);
        } else {
          alone(from);
        }
      }
      case TrialResult.Unproven ignored -> here(from, to);
    }
  }

  /** Rounds of a record that has ended a child and the one beside it. */
  private void alone(int record) throws Trouble, InterruptedException {
    List<Integer> neighbours = neighbours(record);
    int rounds = 0;
    while (true) {
      TrialResult result = run(record, record + 1, true);
      if (result instanceof TrialResult.Lived(List<RecordEnd> ends)) {
        lived(record, ends);
        return;
      }
      if (!(result instanceof TrialResult.Died(String how)) || neighbours.isEmpty()) {
        here(record, record + 1);
        return;
      }
      switch (control(neighbours.getFirst())) {
        case LIVES -> rounds++;
        case DIES -> {
          rounds = 0;
          // Guilty itself, or nothing lives: then there is no trial to be had.
          neighbours.removeFirst();
        }
        case UNKNOWN -> LOG.info("a round of a trial is void");
      }
      if (rounds == ROUNDS) {
        court.guilty(record, how);
        return;
      }
    }
  }

  private enum Control {
    LIVES,
    DIES,
    UNKNOWN
  }

  private Control control(int neighbour) throws InterruptedException {
    int to = neighbour < size ? neighbour + 1 : neighbour;
    return switch (run(neighbour, to, true)) {
      case TrialResult.Lived ignored -> Control.LIVES;
      // A server keeps it, not what the record does to its process.
      case TrialResult.Waited ignored -> Control.LIVES;
      case TrialResult.Died ignored -> Control.DIES;
      case TrialResult.Unproven ignored -> Control.UNKNOWN;
    };
  }

  /** Who may be the control, the best first; {@code size} stands for no record. */
  private List<Integer> neighbours(int record) {
    List<Integer> neighbours = new ArrayList<>();
    if (lastGood >= 0) {
      neighbours.add(lastGood);
    }
    for (int next = record + 1; next < size && next <= record + NEIGHBOURS; next++) {
      neighbours.add(next);
    }
    neighbours.add(size);
    return neighbours;
  }

  /** Until a run says something of the records, or too many in sequence have not. */
  private TrialResult run(int from, int to, boolean fresh) throws InterruptedException {
    while (voids < MOST_VOID) {
      TrialResult result = court.child(from, to, fresh);
      if (!(result instanceof TrialResult.Unproven(String why))) {
        voids = 0;
        return result;
      }
      voids++;
      LOG.info("a run of a trial proves nothing: {}", why);
    }
    return new TrialResult.Unproven("no trial is to be had here");
  }

  private void here(int from, int to) throws Trouble, InterruptedException {
    court.here(from, to);
    lastGood = to - 1;
  }

  private void lived(int from, List<RecordEnd> ends) {
    court.lived(from, ends);
    lastGood = from + ends.size() - 1;
  }
}

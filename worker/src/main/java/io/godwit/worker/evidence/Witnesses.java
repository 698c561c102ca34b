package io.godwit.worker.evidence;

import io.godwit.common.model.Write;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Records that the target has taken: some of each of the newest batches, of all partitions that
 * share a sink. One of them is tried again where it must be known whether the target takes
 * anything. Safe for any thread.
 */
public final class Witnesses {

  /** A rule that came later may refuse some; and each may be as large as a record can be. */
  private static final int MOST = 6;

  private final Deque<Write> newest = new ArrayDeque<>();

  /** None yet. */
  public Witnesses() {}

  /**
   * Takes note of what a batch has brought in: its last record, its first, and any other one.
   *
   * @param writes not empty
   * @param any chooses the other one
   */
  synchronized void accepted(List<Write> writes, long any) {
    accepted(writes.get((int) Math.floorMod(any, (long) writes.size())));
    accepted(writes.getFirst());
    accepted(writes.getLast());
  }

  private void accepted(Write write) {
    refused(write);
    newest.addFirst(write);
    if (newest.size() > MOST) {
      newest.removeLast();
    }
  }

  /** The newest first. */
  synchronized List<Write> newest() {
    return List.copyOf(newest);
  }

  synchronized void refused(Write write) {
    newest.removeIf(known -> known.record().id().equals(write.record().id()));
  }
}

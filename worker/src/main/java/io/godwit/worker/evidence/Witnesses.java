package io.godwit.worker.evidence;

import io.godwit.common.model.DataRecord;
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

  private final Deque<DataRecord> newest = new ArrayDeque<>();

  /** None yet. */
  public Witnesses() {}

  /**
   * Takes note of what a batch has brought in: its last record, its first, and any other one.
   *
   * @param records not empty
   * @param any chooses the other one
   */
  synchronized void accepted(List<DataRecord> records, long any) {
    accepted(records.get((int) Math.floorMod(any, (long) records.size())));
    accepted(records.getFirst());
    accepted(records.getLast());
  }

  private void accepted(DataRecord record) {
    newest.removeIf(known -> known.id().equals(record.id()));
    newest.addFirst(record);
    if (newest.size() > MOST) {
      newest.removeLast();
    }
  }

  /** The newest first. */
  synchronized List<DataRecord> newest() {
    return List.copyOf(newest);
  }

  synchronized void refused(DataRecord record) {
    newest.removeIf(known -> known.id().equals(record.id()));
  }
}

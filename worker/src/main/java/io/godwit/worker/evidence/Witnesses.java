package io.godwit.worker.evidence;

import io.godwit.common.model.DataRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Records that the target has taken: the last one of each of the newest batches, of all lanes that
 * share a sink. One of them is tried again where it must be known whether the target takes
 * anything. Safe for any thread.
 */
public final class Witnesses {

  /** A rule that came later may refuse some; and each may be as large as a record can be. */
  private static final int MOST = 3;

  private final Deque<DataRecord> newest = new ArrayDeque<>();

  /** None yet. */
  public Witnesses() {}

  synchronized void accepted(DataRecord record) {
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
    newest.remove(record);
  }
}

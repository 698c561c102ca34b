package io.godwit.worker.consume;

import io.godwit.common.wire.WorkRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The records of a partition that wait, and what they cost. Its lane guards it. */
final class Buffer {

  private final Deque<WorkRecord> records = new ArrayDeque<>();
  private long bytes;

  void add(WorkRecord record) {
    records.add(record);
    bytes += record.bytes();
  }

  /** The first records: at most so many, and no more than these bytes unless one alone is more. */
  List<WorkRecord> take(int most, long mostBytes) {
    List<WorkRecord> taken = new ArrayList<>(Math.min(most, records.size()));
    long takenBytes = 0;
    while (!records.isEmpty() && taken.size() < most) {
      long next = records.getFirst().bytes();
      if (!taken.isEmpty() && takenBytes + next > mostBytes) {
        break;
      }
      taken.add(records.removeFirst());
      takenBytes += next;
    }
    bytes -= takenBytes;
    return taken;
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** What waits here costs in memory, about. */
  long bytes() {
    return bytes;
  }
}

package io.godwit.worker.consume;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The records of a partition that wait, and what they cost. Its lane guards it. */
final class Buffer {

  /** The objects around the bytes of a record: itself, its headers, its place in the queue. */
  private static final long OVERHEAD = 500;

  private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
  private long bytes;

  /**
   * Makes a record ready to wait. Headers that nobody has read yet are slices of the message as it
   * came, and would hold a second copy of its value in memory.
   */
  static void unpack(ConsumerRecord<byte[], byte[]> message) {
    for (Header header : message.headers()) {
      var unusedKey = header.key();
      var unusedValue = header.value();
    }
  }

  void add(ConsumerRecord<byte[], byte[]> message) {
    records.add(message);
    bytes += bytes(message);
  }

  /** The first records: at most so many, and no more than these bytes unless one alone is more. */
  List<ConsumerRecord<byte[], byte[]>> take(int most, long mostBytes) {
    List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>(Math.min(most, records.size()));
    long takenBytes = 0;
    while (!records.isEmpty() && taken.size() < most) {
      long next = bytes(records.getFirst());
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

  private static long bytes(ConsumerRecord<byte[], byte[]> message) {
    return OVERHEAD
        + Math.max(0, message.serializedKeySize())
        + Math.max(0, message.serializedValueSize());
  }
}

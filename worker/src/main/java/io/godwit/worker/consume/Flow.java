package io.godwit.worker.consume;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides which partitions are fetched, so that what waits in all lanes together is bounded however
 * many there are and however large their records. For the poll thread.
 *
 * <p>Each lane has an equal share of the bytes, and is fetched again when half of it is used. That
 * alone would not do: a thousand lanes with one record of a megabyte each would be a gigabyte. So
 * no more lanes are open at a time, the emptiest first, than the bytes left would hold if each got
 * as much in one poll as the largest of the last polls.
 */
final class Flow {

  private final long budget;
  private long portion;

  Flow(long budget) {
    this.budget = budget;
  }

  /** Learns what one lane got in one poll. */
  void got(long bytes) {
    // Forgets slowly: after records of a megabyte a few small ones are no promise.
    portion = Math.max(bytes, portion - portion / 64);
  }

  /**
   * The partitions not to fetch.
   *
   * @param buffered what waits in each lane, in bytes
   * @param closed those that are not fetched now
   */
  Set<TopicPartition> closed(Map<TopicPartition, Long> buffered, Set<TopicPartition> closed) {
    long share = budget / Math.max(1, buffered.size());
    long left = budget - buffered.values().stream().mapToLong(Long::longValue).sum();
    List<Map.Entry<TopicPartition, Long>> byFill = new ArrayList<>(buffered.entrySet());
    byFill.sort(Map.Entry.comparingByValue());
    Set<TopicPartition> toClose = new HashSet<>();
    for (Map.Entry<TopicPartition, Long> lane : byFill) {
      long limit = closed.contains(lane.getKey()) ? share / 2 : share;
      if (lane.getValue() >= Math.max(1, limit) || left <= 0) {
        toClose.add(lane.getKey());
      } else {
        left -= portion;
      }
    }
    return toClose;
  }
}

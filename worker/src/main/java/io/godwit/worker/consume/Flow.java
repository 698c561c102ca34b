package io.godwit.worker.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides which partitions are fetched, so that what waits in all lanes together is bounded however
 * many there are and however large their records. For the poll thread.
 *
 * <p>Each lane has a share of the bytes, and is fetched again when half of it is used. That alone
 * would not do: a thousand lanes with one record of a megabyte each would be a gigabyte. So no more
 * lanes are open at a time than the bytes left would hold if each got as much in one poll as the
 * largest of the last polls. The fullest come first: the same bytes in a few lanes make a few large
 * batches, in all lanes many small ones. Where not all empty ones can be open, they take turns: one
 * that has nothing to fetch must not keep its place from one that has.
 */
final class Flow {

  /** So many lanes share the bytes even where there are more: large batches cost a target less. */
  private static final int FULL_LANES = 5;

  /** This part of the bytes may come until it is asked again, ... */
  private static final int DUE_SHARE = 8;

  /** ... and this time go by: to open and close is a round trip to the client's own thread. */
  private static final long DUE_NANOS = Duration.ofMillis(50).toNanos();

  private static final long TURN_NANOS = Duration.ofMillis(200).toNanos();

  private final long budget;
  private long portion;
  private long come;
  private long askedAt;
  private int first;
  private int open;
  private long turnedAt;

  /**
   * A flow of no lanes yet.
   *
   * @param budget in bytes, for all lanes together
   * @param nanos the time now
   */
  Flow(long budget, long nanos) {
    this.budget = budget;
    this.turnedAt = nanos;
  }

  /** Whether it is time to ask again which are closed. */
  boolean isDue(long nanos) {
    return come >= budget / DUE_SHARE || nanos - askedAt >= DUE_NANOS;
  }

  /** Learns what one lane got in one poll. */
  void got(long bytes) {
    come += bytes;
    // Forgets slowly: after records of a megabyte a few small ones are no promise.
    portion = Math.max(bytes, portion - portion / 64);
  }

  /**
   * The partitions not to fetch.
   *
   * @param buffered what waits in each lane, in bytes
   * @param closed those that are not fetched now
   * @param nanos the time now
   */
  Set<TopicPartition> closed(
      Map<TopicPartition, Long> buffered, Set<TopicPartition> closed, long nanos) {
    come = 0;
    askedAt = nanos;
    long share = budget / Math.clamp(buffered.size(), 1, FULL_LANES);
    long left = budget - buffered.values().stream().mapToLong(Long::longValue).sum();
    Set<TopicPartition> toClose = new HashSet<>();
    for (Map.Entry<TopicPartition, Long> lane : fullestFirst(buffered, nanos)) {
      long limit = closed.contains(lane.getKey()) ? share / 2 : share;
      if (lane.getValue() >= Math.max(1, limit) || left <= 0) {
        toClose.add(lane.getKey());
      } else {
        left -= portion;
      }
    }
    open = buffered.size() - toClose.size();
    return toClose;
  }

  /** Equally empty ones in the order of their numbers, beginning with those whose turn it is. */
  private List<Map.Entry<TopicPartition, Long>> fullestFirst(
      Map<TopicPartition, Long> buffered, long nanos) {
    if (nanos - turnedAt >= TURN_NANOS) {
      turnedAt = nanos;
      first = buffered.isEmpty() ? 0 : (first + open) % buffered.size();
    }
    List<Map.Entry<TopicPartition, Long>> lanes = new ArrayList<>(buffered.entrySet());
    lanes.sort(Comparator.comparingInt(lane -> lane.getKey().partition()));
    Collections.rotate(lanes, -first);
    lanes.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    return lanes;
  }
}

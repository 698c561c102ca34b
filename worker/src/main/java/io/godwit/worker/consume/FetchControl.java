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
 * Decides which partitions are fetched, so that what waits in all partitions together is bounded
 * however many there are and however large their records. For the poll thread.
 *
 * <p>Each partition has a share of the bytes, and is fetched again when half of it is used. That
 * alone would not do: a thousand partitions with one record of a megabyte each would be a gigabyte.
 * So no more partitions are open at a time than the bytes left would hold if each got as much in
 * one poll as the largest of the last polls. The fullest come first: the same bytes in a few
 * partitions make a few large batches, in all partitions many small ones. Where not all empty ones
 * can be open, they take turns: one that has nothing to fetch must not keep its place from one that
 * has.
 */
final class FetchControl {

  /**
   * So many partitions share the bytes even where there are more: large batches cost a target less.
   */
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
   * A flow of no partitions yet.
   *
   * @param budget in bytes, for all partitions together
   * @param nanos the time now
   */
  FetchControl(long budget, long nanos) {
    this.budget = budget;
    this.turnedAt = nanos;
  }

  /** Whether it is time to ask again which are closed. */
  boolean isDue(long nanos) {
    return come >= budget / DUE_SHARE || nanos - askedAt >= DUE_NANOS;
  }

  /** Learns what one partition got in one poll. */
  void got(long bytes) {
    come += bytes;
    // Forgets slowly: after records of a megabyte a few small ones are no promise.
    portion = Math.max(bytes, portion - portion / 64);
  }

  /**
   * The partitions not to fetch.
   *
   * @param buffered what waits in each partition, in bytes
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
    for (Map.Entry<TopicPartition, Long> partition : fullestFirst(buffered, nanos)) {
      long limit = closed.contains(partition.getKey()) ? share / 2 : share;
      if (partition.getValue() >= Math.max(1, limit) || left <= 0) {
        toClose.add(partition.getKey());
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
    List<Map.Entry<TopicPartition, Long>> partitions = new ArrayList<>(buffered.entrySet());
    partitions.sort(Comparator.comparingInt(partition -> partition.getKey().partition()));
    Collections.rotate(partitions, -first);
    partitions.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    return partitions;
  }
}

package io.godwit.worker.consume;

import java.time.Duration;

/**
 * How many records the next batch of one partition has at most: what all partitions have learned
 * from successes, and less where a batch of this partition has failed by its size.
 *
 * <p>A batch that took too long, held too much or met another transaction is halved at once, below
 * the job's smallest size too and down to one record: it would only fail again. Afterwards it grows
 * by doubling up to half of what failed and by a sixteenth from there, so that it does not run into
 * the same wall at every other batch. For one thread.
 */
final class BatchSize {

  private final AdaptiveBatchSize learned;
  private int limit = Integer.MAX_VALUE;
  private int failedAt = Integer.MAX_VALUE;

  BatchSize(AdaptiveBatchSize learned) {
    this.learned = learned;
  }

  int records() {
    return Math.min(limit, learned.records());
  }

  /** Learns from a batch that went through. */
  void took(int records, Duration duration) {
    learned.took(records, duration);
    // One that was cut short by what there was to do tells nothing about a larger one.
    if (limit == Integer.MAX_VALUE || records <= limit / 2) {
      return;
    }
    int more = limit < failedAt / 4 ? limit : Math.max(1, limit / 16);
    limit = limit > Integer.MAX_VALUE - more ? Integer.MAX_VALUE : limit + more;
    if (limit >= learned.most()) {
      limit = Integer.MAX_VALUE;
      failedAt = Integer.MAX_VALUE;
    }
  }

  /**
   * Learns that a batch was too much.
   *
   * @return whether the next one is smaller
   */
  boolean failed(int records) {
    failedAt = records;
    limit = Math.max(1, records / 2);
    return records > 1;
  }
}

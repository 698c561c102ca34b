package io.godwit.common.spec;

import java.time.Duration;

/**
 * How to run a job.
 *
 * @param batch how many records go to the target at once
 * @param partitions how many partitions the work has, which bounds the workers; 1 to 1,000
 * @param commit how often a worker settles what it has written; 10 ms to 1 minute
 */
public record RunSpec(Batch batch, int partitions, Duration commit) {

  /** Refuses what no broker or transaction could bear. */
  public RunSpec {
    if (partitions < 1 || partitions > 1000) {
      throw new IllegalArgumentException("partitions lies between 1 and 1000");
    }
    if (commit.toMillis() < 10 || commit.toMillis() > 60_000) {
      throw new IllegalArgumentException("commit lies between 10ms and 1m");
    }
  }

  /**
   * The size of a batch, which follows the target's speed.
   *
   * @param target how long a batch should take
   * @param from the fewest records, from 1
   * @param to the most records, at most 100,000
   */
  public record Batch(Duration target, int from, int to) {
    /** Refuses an empty range. */
    public Batch {
      if (from < 1 || to > 100_000 || from > to) {
        throw new IllegalArgumentException(
            "batch: from lies between 1 and to, to is at most 100000");
      }
      if (target.toMillis() < 1) {
        throw new IllegalArgumentException("batch: target is at least 1ms");
      }
    }
  }
}

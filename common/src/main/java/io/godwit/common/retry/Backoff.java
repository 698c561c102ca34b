package io.godwit.common.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: doubling, with full jitter above half, so that a fleet
 * that was cut off at one moment does not come back at one moment. For one thread.
 */
public final class Backoff {

  private final long firstMillis;
  private final long mostMillis;
  private long nextMillis;

  /**
   * A backoff before its first wait.
   *
   * @param first the first wait, at least 2 ms
   * @param most no wait is longer
   */
  public Backoff(Duration first, Duration most) {
    this.firstMillis = first.toMillis();
    this.mostMillis = most.toMillis();
    this.nextMillis = firstMillis;
  }

  /** The next wait, between half of what is due and all of it. */
  public Duration next() {
    long due = nextMillis;
    nextMillis = Math.min(mostMillis, due * 2);
    return Duration.ofMillis(due / 2 + ThreadLocalRandom.current().nextLong(due / 2 + 1));
  }

  /** An attempt has succeeded: the next wait is a first one. */
  public void reset() {
    nextMillis = firstMillis;
  }
}

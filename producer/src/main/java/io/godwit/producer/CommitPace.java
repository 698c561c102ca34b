package io.godwit.producer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a transaction of the producer lasts. One for all splits that an attempt publishes; any
 * thread may ask.
 *
 * <p>Workers see nothing before a commit, and at the beginning of a run there is no work for them
 * but what comes soon: so the first transactions are short, and each may last twice as long as the
 * one before, whichever split it is of. A split that is begun later begins at what has been
 * reached: by then others have given the workers something to do, and a transaction costs the
 * broker the same, a marker in each partition of the work topic, however little is in it.
 */
final class CommitPace {

  private static final long FIRST_NANOS = Duration.ofMillis(30).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

  private final AtomicLong nanos = new AtomicLong(FIRST_NANOS);

  /** How long a transaction that is open now may last, in nanoseconds. */
  long nanos() {
    return nanos.get();
  }

  /** One that had lasted so long is committed: the next may last longer. */
  void committed() {
    nanos.updateAndGet(before -> Math.min(LONGEST_NANOS, 2 * before));
  }
}

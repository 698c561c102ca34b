package io.godwit.worker.consume;

import java.time.Duration;

/**
 * The pause between the batches of a partition whose target says that it is sent too much: doubled
 * each time it says so, and a tenth less after each batch that goes through. Smaller batches would
 * not help, since what the target counts is records or bytes in a second. It is never shorter than
 * the job says. For one thread.
 */
final class Throttle {

  private static final long FIRST_NANOS = Duration.ofMillis(100).toNanos();
  private static final long MOST_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long NONE_BELOW_NANOS = Duration.ofMillis(10).toNanos();

  private final long least;
  private long pause;
  private long readyAt;

  /** The clock's own zero is any moment, and so is not one to wait for. */
  private boolean written;

  /** One that nobody has complained of yet. */
  Throttle(Duration least) {
    this.least = least.toNanos();
  }

  /** How long the next batch has to wait; zero or less where it need not. */
  Duration left(long nanos) {
    return !written || Math.max(least, pause) == 0
        ? Duration.ZERO
        : Duration.ofNanos(readyAt - nanos);
  }

  void throttled(long nanos) {
    pause = Math.clamp(pause * 2, FIRST_NANOS, MOST_NANOS);
    readyAt = nanos + Math.max(least, pause);
    written = true;
  }

  void succeeded(long nanos) {
    pause = pause - pause / 10 < NONE_BELOW_NANOS ? 0 : pause - pause / 10;
    readyAt = nanos + Math.max(least, pause);
    written = true;
  }
}

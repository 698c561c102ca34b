package io.godwit.common.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How a role is, as it tells itself. Any thread may tell and ask.
 *
 * <p>Neither answer depends on the target: a role that waits for a database is alive, and keeps its
 * place. To restart it would help nobody, and to do so to all of them at once would be worse.
 */
public final class Health {

  /**
   * A role that has shown no sign for so long hangs. Its loops turn every few milliseconds, and
   * each wait for a broker is bounded well below this.
   */
  public static final Duration SILENCE = Duration.ofMinutes(2);

  private final LongSupplier clock;
  private final AtomicLong lastSign;
  private volatile boolean ready;

  /** Of a role that is about to begin: alive, and not ready. */
  public Health() {
    this(System::nanoTime);
  }

  Health(LongSupplier clock) {
    this.clock = clock;
    this.lastSign = new AtomicLong(clock.getAsLong());
  }

  /** The role's loop has come round. */
  public void sign() {
    lastSign.set(clock.getAsLong());
  }

  /** The role has its place in the group and all that it needs is open; or has lost it. */
  public void ready(boolean now) {
    ready = now;
    sign();
  }

  /** How long ago the last sign was. */
  public Duration silence() {
    return Duration.ofNanos(clock.getAsLong() - lastSign.get());
  }

  /** Whether the role's loop turns. */
  public boolean isLive() {
    return silence().compareTo(SILENCE) < 0;
  }

  /** Whether the role is at work. */
  public boolean isReady() {
    return ready && isLive();
  }
}

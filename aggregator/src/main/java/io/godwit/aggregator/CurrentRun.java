package io.godwit.aggregator;

import io.godwit.common.wire.run.JobEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The job's current run, by what the register said lately. For one thread.
 *
 * <p>The totals are looked at ten times a second, so that a report comes soon; that another run has
 * begun is seen soon enough at every fourth of these looks, as often as where there is none to look
 * at. Whoever writes a report asks the register himself.
 */
final class CurrentRun {

  private static final long EVERY_NANOS = Duration.ofMillis(400).toNanos();

  /**
   * So often it is asked at every look: what earlier runs have left can be seen, and let go, only
   * where somebody asks after the totals have been read, and a small run has ended by then.
   */
  private static final int AT_FIRST = 8;

  private final Supplier<Optional<JobEntry>> register;
  private final LongSupplier clock;
  private Optional<JobEntry> entry = Optional.empty();
  private long askedAt;
  private int asked;

  /**
   * Nothing asked yet.
   *
   * @param register asks the broker
   * @param clock in nanoseconds
   */
  CurrentRun(Supplier<Optional<JobEntry>> register, LongSupplier clock) {
    this.register = register;
    this.clock = clock;
  }

  /** Whether the register is to be asked again. */
  boolean isDue() {
    return asked < AT_FIRST || clock.getAsLong() - askedAt >= EVERY_NANOS;
  }

  /** Asks; where that fails, what was known stays, and it is due again. */
  void ask() {
    long now = clock.getAsLong();
    entry = register.get();
    askedAt = now;
    asked++;
  }

  /** What was found at the last asking. */
  Optional<JobEntry> entry() {
    return entry;
  }
}

package io.godwit.common.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells when records wait and no worker is in the group. One that is restarted is away for a
 * moment, which is nobody's concern. For one thread.
 */
public final class MissingWorkers {

  private static final long LASTS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier clock;
  private Optional<Long> since = Optional.empty();

  /** Nothing seen yet; the clock is a monotonic one. */
  public MissingWorkers(LongSupplier clock) {
    this.clock = clock;
  }

  /** Whether the run lacks workers as of this look. */
  public boolean lasts(Optional<RunStatus> status) {
    boolean alone =
        status
            .filter(now ->
                now.workers() == 0 && now.run().finish().isEmpty() && now.run().view().lag() > 0)
            .isPresent();
    long now = clock.getAsLong();
    since = alone ? since.or(() -> Optional.of(now)) : Optional.empty();
    return since.isPresent() && now - since.get() >= LASTS;
  }
}

package io.godwit.aggregator.report;

import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells when a run that is not settled never will be: every split is read to its end, nothing is
 * left for a worker to do or an aggregator to count, and outcomes are missing all the same. Without
 * it, a lost receipt would leave everyone waiting, and nobody told. For one thread.
 *
 * <p>A worker commits offsets and receipts in one transaction, whose parts become visible moments
 * apart; so nothing is concluded before the state has lasted. Messages of open transactions count
 * as left to do, so an unreachable broker that still holds some delays the conclusion for as long
 * as it takes.
 */
public final class Standstill {

  /** How long nothing must happen: thousands of times what a commit needs to show everywhere. */
  private static final Duration LASTS = Duration.ofSeconds(10);

  /**
   * So long nothing happens before anybody counts: the rest of the time is for what was left to
   * show. While a run goes on something happens every moment.
   */
  private static final Duration QUIET = Duration.ofSeconds(3);

  /** Counting costs the broker a dozen requests. */
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Remainder remainder;
  private Instant since = Instant.MAX;
  private Instant counted = Instant.MIN;
  private Tally seen = Tally.ZERO;
  private String run = "";

  /** How many messages are left for anyone. */
  public interface Remainder {

    /**
     * Counts them; costs some requests.
     *
     * @throws Trouble where the broker does not answer
     */
    long count() throws Trouble;
  }

  /** Nothing seen yet. */
  public Standstill(InstantSource clock, Remainder remainder) {
    this.clock = clock;
    this.remainder = remainder;
  }

  /**
   * Whether the run stands still as of this look; to be asked now and then.
   *
   * @throws Trouble where the broker does not answer
   */
  public boolean reached(RunView view) throws Trouble {
    if (!view.closed() || view.settled()) {
      since = Instant.MAX;
      return false;
    }
    Instant now = clock.instant();
    if (since.equals(Instant.MAX)
        || !view.run().equals(run)
        || !view.total().tally().equals(seen)) {
      // Whatever is left, something happens: there is no need to ask.
      since = now;
      run = view.run();
      seen = view.total().tally();
      return false;
    }
    if (now.isBefore(since.plus(QUIET)) || now.isBefore(counted.plus(BETWEEN_COUNTS))) {
      return false;
    }
    counted = now;
    if (remainder.count() > 0) {
      since = now;
      return false;
    }
    return !now.isBefore(since.plus(LASTS));
  }
}

package io.godwit.cli.run;

import io.godwit.common.claim.Claiming;
import io.godwit.common.claim.Lease;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a command does while its job is another's. A role of a fleet stands by. Any other ends, as
 * soon as it is certain that the other lives: one that was killed is missed only after a while. For
 * one thread.
 */
public final class AwaitedJob implements Claiming.Waiting {

  private static final Duration LOOK = Duration.ofMillis(300);

  /** A lease that is still there after this was renewed meanwhile. */
  private static final Duration CERTAIN = Lease.SESSION.plusSeconds(2);

  private final boolean standsBy;
  private final Consumer<String> say;
  private final Runnable alive;
  private Optional<Holder> seen = Optional.empty();
  private long seenAt;

  /**
   * Nobody has been met yet.
   *
   * @param standsBy whether to wait for the other's end, however long
   * @param say is told what is waited for
   * @param alive is run at every look
   */
  public AwaitedJob(boolean standsBy, Consumer<String> say, Runnable alive) {
    this.standsBy = standsBy;
    this.say = say;
    this.alive = alive;
  }

  @Override
  public void on(JobEntry entry, Holder by) throws InterruptedException {
    alive.run();
    String held = "run " + entry.run() + " of " + entry.job() + " is held by " + by.text();
    boolean met = !seen.equals(Optional.of(by));
    if (met) {
      seen = Optional.of(by);
      seenAt = System.nanoTime();
    }
    boolean certain = Lease.surelyRuns(by) || System.nanoTime() - seenAt > CERTAIN.toNanos();
    if (certain && !standsBy) {
      throw new Refused(ErrorCode.JOB_HELD, held);
    }
    if (met) {
      say.accept(
          held
              + (standsBy ? "; standing by until that ends" : "; looking whether that still runs"));
    }
    Thread.sleep(LOOK);
  }
}

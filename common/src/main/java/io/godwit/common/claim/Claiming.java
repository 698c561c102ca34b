package io.godwit.common.claim;

import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** How a command gets its job, or learns that it does not. For one thread. */
public final class Claiming {

  private final JobsLog log;
  private final ClaimRules.Facts facts;
  private final Membership lease;
  private final Waiting waiting;

  /** The lease, as the command that is about to need it sees it. */
  @FunctionalInterface
  public interface Membership {

    /** Sees to it that others find this command alive from now on; may be called again. */
    void join() throws Trouble, InterruptedException;
  }

  /** What a command does while the job is another's. */
  @FunctionalInterface
  public interface Waiting {

    /**
     * Waits a while.
     *
     * @throws Refused where this command waits no longer
     */
    void on(JobEntry entry, Holder by) throws Trouble, InterruptedException;
  }

  /** A command that has not asked yet. */
  public Claiming(JobsLog log, ClaimRules.Facts facts, Membership lease, Waiting waiting) {
    this.log = log;
    this.facts = facts;
    this.lease = lease;
    this.waiting = waiting;
  }

  /**
   * Gets the job, in the end.
   *
   * @throws Refused where this command is not to have it
   * @throws InterruptedException where the thread is interrupted while it waits; the job may be
   *     this command's then, and nothing of it was begun
   */
  public Claim claim(RunRequest request) throws Trouble, InterruptedException {
    Set<String> waitedFor = new HashSet<>();
    while (true) {
      // Without a change: one that waits asks often, and each change would cut off another's.
      ClaimRules.Move move = ClaimRules.of(request, log.peek(), waitedFor, facts);
      if (!(move instanceof ClaimRules.Move.Held)) {
        // First alive, then in the entry: in the other order it would be taken for dead between.
        lease.join();
        move = change(request, waitedFor);
      }
      switch (move) {
        case ClaimRules.Move.Write(JobEntry ignored, Claim then) -> {
          return then;
        }
        case ClaimRules.Move.Stay(Claim claim) -> {
          return claim;
        }
        case ClaimRules.Move.Held(JobEntry entry, Holder by) -> {
          waitedFor.add(entry.run());
          await(request, entry, by);
        }
      }
    }
  }

  private ClaimRules.Move change(RunRequest request, Set<String> waitedFor)
      throws Trouble, InterruptedException {
    return new Register(log)
        .change(current -> {
          ClaimRules.Move move = ClaimRules.of(request, current, waitedFor, facts);
          Optional<JobEntry> entry =
              move instanceof ClaimRules.Move.Write(JobEntry written, Claim ignored)
                  ? Optional.of(written)
                  : Optional.empty();
          return new Register.Change<>(entry, move);
        });
  }

  private void await(RunRequest request, JobEntry entry, Holder by)
      throws Trouble, InterruptedException {
    boolean resumes = request.start() == RunRequest.Start.RESUME;
    if (resumes && !facts.isSameJob(entry) && !facts.isComplete(entry)) {
      throw ClaimRules.conflict(entry);
    }
    waiting.on(entry, by);
  }
}

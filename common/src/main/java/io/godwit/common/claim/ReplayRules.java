package io.godwit.common.claim;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.ReplayOrder;
import java.util.Optional;
import java.util.Set;

/**
 * What a replay may do with a job whose holder is dead or given up. It is a child of a finished run
 * and ends nothing of it: a run that still loads is never given up for a replay, and two replays
 * follow one another, so that each finds what the one before has taken.
 */
final class ReplayRules {

  private ReplayRules() {}

  /** The next move; see {@link ClaimRules#of}. */
  static ClaimRules.Move of(
      RunRequest request, JobEntry entry, Set<String> waitedFor, ClaimRules.Facts facts)
      throws Trouble {
    boolean complete = facts.isComplete(entry);
    if (entry.replay().isEmpty() && !complete) {
      throw new Refused(
          ErrorCode.REPLAY_REFUSED,
          "run "
              + entry.run()
              + " of "
              + entry.job()
              + " is unfinished, and its failures may grow");
    }
    boolean resumes = request.start() == RunRequest.Start.RESUME;
    if (entry.replay().isPresent() && !complete && resumes) {
      if (!isSame(request, entry) || !facts.isSameJob(entry)) {
        throw unfinished(entry);
      }
      JobEntry mine = entry.heldBy(request.me());
      return new ClaimRules.Move.Write(mine, new Claim.Resumed(mine));
    }
    if (complete && resumes && isSame(request, entry) && !entry.reported()) {
      return ClaimRules.untold(request, entry);
    }
    if (complete && waitedFor.contains(entry.run())) {
      // Whoever typed it twice meant one.
      throw ClaimRules.ended(entry);
    }
    requireRoot(request, Optional.of(entry));
    return ClaimRules.begin(request, entry, facts);
  }

  private static boolean isSame(RunRequest request, JobEntry entry) {
    return request.entry().replay().equals(entry.replay());
  }

  /**
   * Makes sure that what a replay repairs is the newest run of the job, or may be written over.
   *
   * @throws Refused where it is not
   */
  static void requireRoot(RunRequest request, Optional<JobEntry> current) {
    Optional<ReplayOrder> order = request.entry().replay();
    boolean newest =
        order.isEmpty()
            || order.get().overwrite()
            || current.filter(now -> now.root().equals(order.get().root())).isPresent();
    if (!newest) {
      throw new Refused(
          ErrorCode.REPLAY_REFUSED,
          "run "
              + order.get().root()
              + " of "
              + request.entry().job()
              + " is not its last one, and what later runs have written of the same keys is not"
              + " known any more; --overwrite writes over it");
    }
  }

  /** That a replay is on its way which this command does not go on with. */
  static Refused unfinished(JobEntry entry) {
    return new Refused(
        ErrorCode.REPLAY_UNFINISHED,
        "replay "
            + entry.run()
            + " of run "
            + entry.root()
            + " of "
            + entry.job()
            + " is unfinished, and was begun with other options or another job file");
  }
}

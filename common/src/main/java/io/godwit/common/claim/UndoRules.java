package io.godwit.common.claim;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.UndoMark;
import java.util.Optional;

/**
 * What an undo may do with a job whose holder is dead or given up, and what others may do with one
 * of which a run is undone. The entry says so before the first row is put back: from then on nobody
 * goes on with a run of which a part is gone, and nobody begins another on a target that is neither
 * as it was before nor as it was after.
 */
final class UndoRules {

  private UndoRules() {}

  /** The next move; see {@link ClaimRules#of}. */
  static ClaimRules.Move of(RunRequest request, JobEntry entry, ClaimRules.Facts facts)
      throws Trouble {
    boolean over = entry.undo().isPresent() || facts.isComplete(entry);
    if (!over && request.start() != RunRequest.Start.GIVE_UP) {
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "run "
              + entry.run()
              + " of "
              + entry.job()
              + " is unfinished: finish it with godwit run, or undo what there is of it by"
              + " --give-up, and it goes on no more");
    }
    String run = entry.undo().map(UndoMark::run).orElse(entry.run());
    JobEntry mine =
        over && entry.undo().isEmpty()
            ? entry.heldBy(request.me())
            : entry.heldBy(request.me()).undone(entry.undo().orElse(UndoMark.begun(run)));
    return new ClaimRules.Move.Write(mine, new Claim.Resumed(mine));
  }

  /** That there is anything to undo. */
  static void requireRun(RunRequest request) {
    if (request.kind() == RunRequest.Kind.UNDO) {
      throw new Refused(
          ErrorCode.JOB_UNKNOWN, "no run of job " + request.entry().job() + " is registered");
    }
  }

  /**
   * Makes sure that no run is undone in part, or that this does not matter to whoever asks.
   *
   * @throws Refused where it does
   */
  static void requireWhole(RunRequest request, JobEntry entry) {
    Optional<UndoMark> mark = entry.undo();
    if (entry.isBeingUndone() && request.start() != RunRequest.Start.GIVE_UP) {
      throw new Refused(
          ErrorCode.UNDO_UNFINISHED,
          "run " + mark.orElseThrow().run() + " of " + entry.job() + " is undone in part");
    }
    if (mark.isPresent() && request.kind() == RunRequest.Kind.REPLAY) {
      throw new Refused(
          ErrorCode.REPLAY_REFUSED,
          "run "
              + mark.get().run()
              + " of "
              + entry.job()
              + " is undone, and so is what its records rest on; begin the next run");
    }
  }
}

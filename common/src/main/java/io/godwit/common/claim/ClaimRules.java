package io.godwit.common.claim;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import java.util.Optional;
import java.util.Set;

/** What a command may do with a job, by what stands in its entry. */
public final class ClaimRules {

  private ClaimRules() {}

  /** What is known besides the entry. */
  public interface Facts {

    /** Whether the command still runs. */
    boolean isAlive(Holder holder) throws Trouble;

    /** Whether every record of the run has an outcome and its report is written. */
    boolean isComplete(JobEntry entry) throws Trouble;

    /**
     * Whether all that the run was to bring has arrived: it is complete, its books balance and
     * nothing of its phases was refused. Always false for a job whose next run does not ask.
     */
    boolean isWhole(JobEntry entry) throws Trouble;

    /** Whether the run goes by the job file that this command was given. */
    boolean isSameJob(JobEntry entry);
  }

  /** What to do next. */
  sealed interface Move {

    /** Write this, and then it is so. */
    record Write(JobEntry entry, Claim then) implements Move {}

    /** It is so already. */
    record Stay(Claim claim) implements Move {}

    /** Somebody is at work. */
    record Held(JobEntry entry, Holder by) implements Move {}
  }

  /**
   * The next move.
   *
   * @param waitedFor runs that this command has seen at work in other hands: it never begins one
   *     after them by itself, since whoever typed it twice meant one
   * @throws Refused where there is none
   */
  static Move of(RunRequest request, Optional<JobEntry> current, Set<String> waitedFor, Facts facts)
      throws Trouble {
    if (current.isEmpty()) {
      UndoRules.requireRun(request);
      ReplayRules.requireRoot(request, current);
      return write(request.entry().heldBy(request.me()));
    }
    JobEntry entry = current.get();
    if (entry.isOf(request.me())) {
      // What this command wrote, and never heard that it was written.
      boolean begun = entry.run().equals(request.entry().run());
      return new Move.Stay(begun ? new Claim.Begun(entry) : new Claim.Resumed(entry));
    }
    for (Holder holder : entry.holder().stream().toList()) {
      if (request.start() != RunRequest.Start.GIVE_UP && facts.isAlive(holder)) {
        return new Move.Held(entry, holder);
      }
    }
    if (request.kind() == RunRequest.Kind.UNDO) {
      return UndoRules.of(request, entry, facts);
    }
    UndoRules.requireWhole(request, entry);
    if (request.kind() == RunRequest.Kind.REPLAY) {
      return ReplayRules.of(request, entry, waitedFor, facts);
    }
    return switch (request.start()) {
      case GIVE_UP -> begin(request, entry, facts);
      case ANEW -> {
        if (waitedFor.contains(entry.run()) && facts.isComplete(entry)) {
          throw ended(entry);
        }
        yield begin(request, entry, facts);
      }
      case RESUME -> resume(request, entry, waitedFor, facts);
    };
  }

  private static Move resume(RunRequest request, JobEntry entry, Set<String> waitedFor, Facts facts)
      throws Trouble {
    if (entry.undo().isPresent()) {
      // However far it was: what it had written is not there any more.
      return begin(request, entry, facts);
    }
    if (!facts.isComplete(entry)) {
      if (!facts.isSameJob(entry)) {
        throw conflict(entry);
      }
      if (entry.replay().isPresent() && request.kind() == RunRequest.Kind.PUBLISH) {
        throw ReplayRules.unfinished(entry);
      }
      JobEntry mine = entry.heldBy(request.me());
      return new Move.Write(mine, new Claim.Resumed(mine));
    }
    boolean waited = waitedFor.contains(entry.run());
    return switch (request.kind()) {
      case REPLAY, UNDO -> throw new IllegalArgumentException("it has rules of its own");
      case RUN -> {
        // Of a replay its own command tells, and whoever wants a run wants the source read.
        if (!entry.reported() && entry.replay().isEmpty()) {
          yield untold(request, entry);
        }
        if (waited) {
          throw ended(entry);
        }
        yield begin(request, entry, facts);
      }
      case PUBLISH -> {
        if (!entry.published() && !waited && entry.replay().isEmpty()) {
          yield untold(request, entry);
        }
        yield waited || !entry.reported()
            ? new Move.Stay(new Claim.Done(entry))
            : begin(request, entry, facts);
      }
    };
  }

  /** Also said while somebody else is at work: to wait for a refusal helps nobody. */
  static Refused conflict(JobEntry entry) {
    return new Refused(
        ErrorCode.RUN_CONFLICT,
        "run " + entry.run() + " of " + entry.job() + " is unfinished and has another definition");
  }

  static Refused ended(JobEntry entry) {
    return new Refused(
        ErrorCode.JOB_HELD,
        "run "
            + entry.run()
            + " of "
            + entry.job()
            + " was on its way elsewhere"
            + entry.holder().map(by -> " (" + by.text() + ")").orElse("")
            + " when this command began, and is complete now");
  }

  /** A new run, whose entry says which one before it was the last that brought all. */
  static Move begin(RunRequest request, JobEntry before, Facts facts) throws Trouble {
    boolean whole = before.replay().isEmpty() && before.undo().isEmpty() && facts.isWhole(before);
    return write(
        request
            .entry()
            .after(whole ? Optional.of(before.run()) : before.whole())
            .heldBy(request.me()));
  }

  private static Move write(JobEntry mine) {
    return new Move.Write(mine, new Claim.Begun(mine));
  }

  static Move untold(RunRequest request, JobEntry entry) {
    JobEntry mine = entry.heldBy(request.me());
    return new Move.Write(mine, new Claim.Untold(mine));
  }
}

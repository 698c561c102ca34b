package io.godwit.common.run;

import io.godwit.common.model.Phase;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.TaskProgress;
import java.util.Locale;
import java.util.Optional;

/** What a run is at. */
public enum RunPhase {
  /** Its source is not planned yet. */
  COUNTING("counting the source"),
  /** What its records are written to is made. */
  CREATING("making what is written to"),
  /** Records are read, carried out, settled. */
  RUNNING("running"),
  /** Nothing of it is to be begun. */
  PAUSED("paused"),
  /** The command that shows it is to end; only that one can say so. */
  STOPPING("stopping: finishing what is in hand"),
  /** Every record read has an outcome, and rows are looked for that the source has no more. */
  CLEARING("rows that are gone from the source"),
  /** Every record read has an outcome, and what follows the load is done at the target. */
  FINISHING("indexes, foreign keys and counters"),
  /** What stands at the target is compared with what was written there. */
  VERIFYING("comparing with the target"),
  /** Nothing is left to do, and the report is not written. */
  REPORTING("writing the report"),
  /** Its books balance, and no record failed. */
  COMPLETE("complete"),
  /** Its books balance, and records failed. */
  FAILURES("complete, with failed records"),
  /** Its books balance, and the target has refused something that follows the load. */
  UNFINISHED("complete, but the target is not finished"),
  /** Its books balance, and the target is not what was written there. */
  DIFFERENT("complete, but the target differs"),
  /** Its report is written, and says what is wrong. */
  UNBALANCED("the books do not balance");

  private final String text;

  RunPhase(String text) {
    this.text = text;
  }

  /** How machines and styles name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How a person reads it. */
  public String text() {
    return text;
  }

  /** Whether its books may still change. */
  public boolean isOpen() {
    return switch (this) {
      case COUNTING,
          CREATING,
          RUNNING,
          PAUSED,
          STOPPING,
          CLEARING,
          FINISHING,
          VERIFYING,
          REPORTING ->
          true;
      case COMPLETE, FAILURES, UNFINISHED, DIFFERENT, UNBALANCED -> false;
    };
  }

  /**
   * What the topics say that a run is at.
   *
   * @param finish how it ended, of the same numbers as the view
   */
  public static RunPhase of(RunView view, Optional<RunFinish> finish) {
    if (finish.isPresent()) {
      return of(finish.get());
    }
    if (view.pause().isPresent()) {
      return PAUSED;
    }
    if (view.plan().isEmpty()) {
      return COUNTING;
    }
    if (view.tasks(Phase.CREATE).stream().anyMatch(TaskProgress::isOpen)) {
      return CREATING;
    }
    if (!view.settled()) {
      return RUNNING;
    }
    if (view.tasks(Phase.GONE).stream().anyMatch(TaskProgress::isOpen)) {
      return CLEARING;
    }
    if (view.done()) {
      return REPORTING;
    }
    return view.tasks(Phase.FINISH).stream().anyMatch(TaskProgress::isOpen)
            || view.tasks(Phase.VERIFY).isEmpty()
        ? FINISHING
        : VERIFYING;
  }

  private static RunPhase of(RunFinish finish) {
    if (!finish.balanced()) {
      return UNBALANCED;
    }
    if (finish.refused() > 0) {
      return UNFINISHED;
    }
    if (finish.verified().filter(found -> found.amiss() > 0).isPresent()) {
      return DIFFERENT;
    }
    return finish.tally().failed() > 0 ? FAILURES : COMPLETE;
  }
}

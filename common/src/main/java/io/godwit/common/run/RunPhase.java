package io.godwit.common.run;

import io.godwit.common.wire.RunFinish;
import java.util.Locale;
import java.util.Optional;

/** What a run is at. */
public enum RunPhase {
  /** Its source is not planned yet. */
  COUNTING("counting the source"),
  /** Records are read, carried out, settled. */
  RUNNING("running"),
  /** Nothing of it is to be begun. */
  PAUSED("paused"),
  /** The command that shows it is to end; only that one can say so. */
  STOPPING("stopping: finishing what is in hand"),
  /** Every record read has an outcome, and the report is not written. */
  REPORTING("writing the report"),
  /** Its books balance, and no record failed. */
  COMPLETE("complete"),
  /** Its books balance, and records failed. */
  FAILURES("complete, with failed records"),
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
      case COUNTING, RUNNING, PAUSED, STOPPING, REPORTING -> true;
      case COMPLETE, FAILURES, UNBALANCED -> false;
    };
  }

  /**
   * What the topics say that a run is at.
   *
   * @param finish how it ended, of the same numbers as the view
   */
  public static RunPhase of(RunView view, Optional<RunFinish> finish) {
    if (finish.isPresent()) {
      if (!finish.get().balanced()) {
        return UNBALANCED;
      }
      return finish.get().tally().failed() > 0 ? FAILURES : COMPLETE;
    }
    if (view.pause().isPresent()) {
      return PAUSED;
    }
    if (view.plan().isEmpty()) {
      return COUNTING;
    }
    return view.settled() ? REPORTING : RUNNING;
  }
}

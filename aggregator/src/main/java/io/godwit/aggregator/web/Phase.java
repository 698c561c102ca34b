package io.godwit.aggregator.web;

import io.godwit.aggregator.view.RunStatus;
import io.godwit.common.wire.RunFinish;
import java.util.Locale;
import java.util.Optional;

/** What a run is at. */
enum Phase {
  NONE("no run yet"),
  COUNTING("counting the source"),
  RUNNING("running"),
  PAUSED("paused"),
  REPORTING("writing the report"),
  COMPLETE("complete"),
  FAILURES("complete, with failed records"),
  UNBALANCED("the books do not balance");

  private final String text;

  Phase(String text) {
    this.text = text;
  }

  /** How the page's style names it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How a person reads it. */
  String text() {
    return text;
  }

  /** Whether its books may still change. */
  boolean isOpen() {
    return this == COUNTING || this == RUNNING || this == PAUSED || this == REPORTING;
  }

  static Phase of(RunStatus status) {
    // A finish of other numbers was announced too early, or of what has since been repeated.
    Optional<RunFinish> finish =
        status.finish().filter(end -> end.tally().equals(status.view().total().tally()));
    if (finish.isPresent()) {
      if (!finish.get().balanced()) {
        return UNBALANCED;
      }
      return finish.get().tally().failed() > 0 ? FAILURES : COMPLETE;
    }
    if (status.view().pause().isPresent()) {
      return PAUSED;
    }
    if (status.view().plan().isEmpty()) {
      return COUNTING;
    }
    return status.view().settled() ? REPORTING : RUNNING;
  }
}

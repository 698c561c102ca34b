package io.godwit.worker.evidence;

import io.godwit.common.model.Outcome;
import java.util.Optional;

/**
 * How a record ended, and who said so.
 *
 * @param outcome what became of it
 * @param rejectedBy the step that rejected it; empty where none has
 */
public record RecordEnd(Outcome outcome, Optional<String> rejectedBy) {

  /** An end that is no step's doing. */
  public RecordEnd(Outcome outcome) {
    this(outcome, Optional.empty());
  }
}

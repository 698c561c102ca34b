package io.godwit.worker.evidence;

import io.godwit.common.model.Outcome;
import java.util.Optional;

/**
 * How a record ended, and who said so.
 *
 * @param outcome what became of it
 * @param rejectedBy the step that rejected it; empty where none has
 * @param rows how many rows it was to become, whatever became of them
 */
public record RecordEnd(Outcome outcome, Optional<String> rejectedBy, int rows) {

  /** An end that is no step's doing, of a record that is one row. */
  public RecordEnd(Outcome outcome) {
    this(outcome, Optional.empty(), 1);
  }
}

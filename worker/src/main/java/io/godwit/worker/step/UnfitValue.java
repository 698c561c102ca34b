package io.godwit.worker.step;

import java.io.Serial;

/**
 * A value or an expression that is not fit for what is asked of it; the message says why, and the
 * catcher adds the step and the field. It has no stack trace: it may be met once a record, and
 * where it was thrown says nothing about the data.
 */
final class UnfitValue extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  UnfitValue(String message) {
    super(message, null, false, false);
  }
}

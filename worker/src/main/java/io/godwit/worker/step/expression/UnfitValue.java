package io.godwit.worker.step.expression;

import java.io.Serial;

/**
 * A value or an expression that is not fit for what is asked of it; the message says why, and the
 * catcher adds the step and the field. It has no stack trace: it may be met once a record, and
 * where it was thrown says nothing about the data.
 */
public final class UnfitValue extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** One that is told so, behind the name of the step and the field. */
  public UnfitValue(String message) {
    super(message, null, false, false);
  }
}

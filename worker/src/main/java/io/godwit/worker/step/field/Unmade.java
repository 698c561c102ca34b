package io.godwit.worker.step.field;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import java.io.Serial;

/**
 * A record of which a function could not make what it should. It has no stack trace: it may be met
 * once a record, and where it was thrown says nothing about the data.
 */
public final class Unmade extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  Unmade(ErrorCode code, String message, String field) {
    super(message, null, false, false);
    this.failure = new Failure(code, message, field);
  }

  /** Why the record fails. */
  public Failure failure() {
    return failure;
  }
}

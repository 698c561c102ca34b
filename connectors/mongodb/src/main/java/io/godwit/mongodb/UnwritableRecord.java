package io.godwit.mongodb;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import java.io.Serial;

/** A record that BSON, or a replacement by key, cannot express. */
final class UnwritableRecord extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** Without a stack trace: it is an answer, and may come for every record of a batch. */
  UnwritableRecord(ErrorCode code, String message, String column) {
    super(message, null, false, false);
    this.failure = new Failure(code, message, column);
  }

  Failure failure() {
    return failure;
  }
}

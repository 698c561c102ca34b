package io.godwit.mongodb.bson;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import java.io.Serial;

/** A record that BSON, or a replacement by key, cannot express. */
public final class UnwritableRecord extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** Without a stack trace: it is an answer, and may come for every record of a batch. */
  public UnwritableRecord(ErrorCode code, String message, String column) {
    super(message, null, false, false);
    this.failure = new Failure(code, message, column);
  }

  public Failure failure() {
    return failure;
  }
}

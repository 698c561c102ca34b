package io.godwit.worker.step.op;

import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;

/** What a field operation makes of one record's content. */
sealed interface Change {

  /** The record goes on with these fields. */
  record To(Document fields) implements Change {}

  /**
   * The record ends here.
   *
   * @param verdict a drop or a reject
   */
  record End(Verdict verdict) implements Change {}

  static Change reject(Failure failure) {
    return new End(new Verdict.Reject(failure));
  }

  static Change reject(ErrorCode code, String message, String column) {
    return reject(new Failure(code, message, column));
  }
}

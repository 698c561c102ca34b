package io.godwit.common.model.failure;

import java.util.Optional;

/**
 * Why a record failed.
 *
 * @param code what went wrong, from the closed list; its kind is {@link ErrorCode.Kind#DATA}
 * @param message one sentence that names the value and the rule
 * @param column the field or column at fault; empty where the whole record is
 */
public record Failure(ErrorCode code, String message, Optional<String> column) {

  /** Refuses a code that does not blame the data: such trouble is never an outcome. */
  public Failure {
    if (code.kind() != ErrorCode.Kind.DATA) {
      throw new IllegalArgumentException(
          "a record fails by a fault of its data; " + code.id() + " is of kind " + code.kind());
    }
  }

  /** A failure of the record as a whole. */
  public Failure(ErrorCode code, String message) {
    this(code, message, Optional.empty());
  }

  /** A failure of one field; one that has no name is the whole record, as JSON paths have it. */
  public Failure(ErrorCode code, String message, String column) {
    this(code, message, Optional.of(column).filter(name -> !name.isEmpty()));
  }
}

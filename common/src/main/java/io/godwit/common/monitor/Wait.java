package io.godwit.common.monitor;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;

/**
 * One thing that a role waits for.
 *
 * @param code what is the matter; its remedy says what to do
 * @param what names the thing, free of secrets
 */
public record Wait(ErrorCode code, String what) {

  /** The wait that trouble makes. */
  public static Wait of(Trouble trouble) {
    return new Wait(trouble.code(), trouble.message());
  }

  /** How a person reads it: the code, the thing, and what to do. */
  public String text() {
    return code.id() + ": " + what + " - " + code.remedy();
  }
}

package io.godwit.common.model.failure;

import java.io.Serial;

/**
 * Something that may pass: a refused connection, a deadlock, throttling, a full disk, an expired
 * login. It is never a record's outcome. Whoever meets it while a run is on its way waits, backs
 * off and tries again without end; whoever meets it before a run begins reports it and stops.
 */
public final class Trouble extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Trouble with something named.
   *
   * @param code what went wrong, from the closed list
   * @param message one sentence that names the thing, free of secrets
   * @param cause what the driver or the system said
   */
  public Trouble(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = ofNoRecord(code);
  }

  /** Trouble that no exception announced. */
  public Trouble(ErrorCode code, String message) {
    super(message);
    this.code = ofNoRecord(code);
  }

  /**
   * What is a record's fault is its outcome, and waiting would not mend it.
   *
   * @throws IllegalArgumentException where the code blames a record
   */
  static ErrorCode ofNoRecord(ErrorCode code) {
    if (code.kind() == ErrorCode.Kind.DATA) {
      throw new IllegalArgumentException(code.id() + " is a fault of a record, and no trouble");
    }
    return code;
  }

  /** What went wrong. */
  public ErrorCode code() {
    return code;
  }

  /** The sentence that names the thing; never null, free of secrets. */
  public String message() {
    return String.valueOf(getMessage());
  }
}

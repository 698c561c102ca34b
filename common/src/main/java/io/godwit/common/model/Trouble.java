package io.godwit.common.model;

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
    this.code = code;
  }

  /** Trouble that no exception announced. */
  public Trouble(ErrorCode code, String message) {
    super(message);
    this.code = code;
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

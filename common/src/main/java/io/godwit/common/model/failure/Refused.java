package io.godwit.common.model.failure;

import java.io.Serial;

/**
 * A request that cannot be carried out as it stands, however often it is repeated: a missing table,
 * a folder in use, a source that changed under a run. The command ends with the exit code of the
 * code's kind; nothing was begun.
 */
public final class Refused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * A refusal.
   *
   * @param code the rule that stands against it
   * @param message names the thing and the value, free of secrets; the remedy comes with the code
   */
  public Refused(ErrorCode code, String message) {
    super(message);
    this.code = Trouble.ofNoRecord(code);
  }

  /** A refusal that something else announced. */
  public Refused(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Trouble.ofNoRecord(code);
  }

  /** The rule that stands against it. */
  public ErrorCode code() {
    return code;
  }

  /** The sentence that names the thing; never null, free of secrets. */
  public String message() {
    return String.valueOf(getMessage());
  }
}

package io.godwit.files.bytes;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.files.content.Utf8;
import java.io.Serial;

/** A field that is not what it should be. Thrown and caught inside a decoder. */
public final class FieldFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String why;

  /** Without a stack trace: a file may have a million of these, and nobody sees one. */
  public FieldFailure(ErrorCode code, String why) {
    super(why, null, false, false);
    this.code = code;
    this.why = Utf8.encodable(why);
  }

  /** What is wrong with it, from the closed list. */
  public ErrorCode code() {
    return code;
  }

  /** What is wrong with it, without its name. */
  public String why() {
    return why;
  }

  /** The failure of the record that has this field under a name. */
  public Failure in(String column) {
    return new Failure(code, why, column);
  }
}

package io.godwit.mongodb.bson;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import java.io.Serial;

/** A document that cannot be read as it is, and where in it the fault lies. */
public final class UnreadableDocument extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String why;
  private final String path;

  private UnreadableDocument(ErrorCode code, String why, String path) {
    // Without a stack trace: it is an answer, and may come for every document.
    super(why, null, false, false);
    this.code = code;
    this.why = why;
    this.path = path;
  }

  UnreadableDocument(ErrorCode code, String why) {
    this(code, why, "");
  }

  /** Bytes that are no BSON. */
  static UnreadableDocument damaged(String what) {
    return new UnreadableDocument(ErrorCode.VALUE_UNSUPPORTED, "the document is damaged: " + what);
  }

  /** The same, one level up. */
  UnreadableDocument in(String name) {
    return new UnreadableDocument(code, why, path.isEmpty() ? name : name + "." + path);
  }

  /** What becomes of the record. */
  public Failure failure() {
    return new Failure(code, why, path);
  }
}

package io.godwit.common.store;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import java.io.Serial;

/**
 * An object that will never do as it is, found out while it was being put or read: the fault is its
 * own, and the same at every attempt.
 */
public final class UnfitObject extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** For this reason. */
  public UnfitObject(Failure failure) {
    super(failure.message());
    this.code = failure.code();
  }

  /**
   * A content that has not the bytes that it has told of itself: it was changed since it was
   * listed.
   *
   * @param name of the object that it was to become
   * @param size that it told, in bytes
   * @param found how many there are, as far as they were read: {@code 7} or {@code more}
   */
  static UnfitObject changed(String name, long size, String found) {
    return new UnfitObject(
        new Failure(
            ErrorCode.OBJECT_CHANGED,
            "the content of '" + name + "' has " + found + " bytes, and told of " + size));
  }

  /** The reason. */
  public Failure failure() {
    return new Failure(code, String.valueOf(getMessage()));
  }
}

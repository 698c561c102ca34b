package io.godwit.worker.step.bounds;

import java.io.Serial;

/**
 * An evaluation has reached a bound; the message says which, and by how much.
 *
 * <p>An error and no exception, since CEL takes exceptions for values: {@code a || true} is true
 * whatever happens in {@code a}, and a macro would go on with its next element. It never leaves the
 * evaluation of one expression, whose caller makes a failure of the record of it. It has no stack
 * trace, as it may be met once a record.
 */
public final class TooMuch extends Error {

  @Serial private static final long serialVersionUID = 1L;

  /** The expression of the syntax tree at which it happened; 0 where it is not known. */
  private final long place;

  TooMuch(String message) {
    this(message, 0);
  }

  TooMuch(String message, long place) {
    super(message, null, false, false);
    this.place = place;
  }

  /** The id of the part of the expression at which it happened; 0 where it is not known. */
  public long place() {
    return place;
  }
}

package io.godwit.jdbc.mysql.wire;

import io.godwit.common.model.failure.Failure;

/** What becomes of a value on its way to a column. */
sealed interface Cell {

  /**
   * It goes there as a text, of characters that can be sent.
   *
   * @param text for what {@link Spelling#placed} makes of it
   */
  record Text(String text) implements Cell {}

  /** A null. */
  enum Nothing implements Cell {
    NULL
  }

  /** The column cannot hold it as it is. */
  record Unfit(Failure failure) implements Cell {}
}

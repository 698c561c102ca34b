package io.godwit.producer.verify;

import java.util.List;

/** What a record that was written became, as far as that can be told again. */
public sealed interface Expected {

  /** Rows; at least one. */
  record Rows(List<ExpectedRow> rows) implements Expected {
    /** Takes an unmodifiable copy. */
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The steps say something else of it now, as a lookup does whose table has changed.
   *
   * @param reason why, a sentence without its full stop
   */
  record Unknown(String reason) implements Expected {}
}

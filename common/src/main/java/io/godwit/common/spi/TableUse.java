package io.godwit.common.spi;

import io.godwit.common.model.value.BareTexts;

/**
 * A table of a target to which records of a unit go.
 *
 * @param table its place among those that the target was opened with, from 0
 * @param bare which fields of its rows hold bare text
 */
public record TableUse(int table, BareTexts bare) {

  /** Refuses a table that no target has. */
  public TableUse {
    if (table < 0) {
      throw new IllegalArgumentException("a target's tables are counted from 0, not from " + table);
    }
  }
}

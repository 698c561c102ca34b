package io.godwit.common.model;

import io.godwit.common.model.value.Document;

/**
 * One row, document or object at a sink.
 *
 * @param table which of the sink's tables it goes to, from 0, in the order of the job file
 * @param fields its content
 */
public record Row(int table, Document fields) {

  /** Refuses a table that no sink has. */
  public Row {
    if (table < 0) {
      throw new IllegalArgumentException("a sink's tables are counted from 0, not from " + table);
    }
  }
}

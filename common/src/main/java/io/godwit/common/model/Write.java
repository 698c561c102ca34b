package io.godwit.common.model;

import io.godwit.common.model.value.Document;
import java.util.List;

/** What one record becomes at its sink: all of its rows or none, and one answer for all of them. */
public sealed interface Write {

  /** The record, as the steps have left it. */
  DataRecord record();

  /** Its rows, in the order in which they are to be written; at least one. */
  List<Row> rows();

  /**
   * The content of its one row. What a sink that was opened with one table is given has no more.
   *
   * @throws IllegalStateException where it has several, or the one is for another table
   */
  default Document only() {
    List<Row> rows = rows();
    if (rows.size() != 1 || rows.getFirst().table() != 0) {
      throw new IllegalStateException(
          "record " + record().id() + " has " + rows.size() + " rows, and the sink takes one");
    }
    return rows.getFirst().fields();
  }

  /** The record itself, as the one row of the sink's first table. */
  static Write of(DataRecord record) {
    return new OfRecord(record);
  }

  /**
   * What a job of one table makes of each record. A form of its own, since there are millions of
   * them: it is one small object, and its row is made for whoever asks.
   *
   * @param record whose fields are the row
   */
  record OfRecord(DataRecord record) implements Write {
    @Override
    public List<Row> rows() {
      return List.of(new Row(0, record.fields()));
    }

    @Override
    public Document only() {
      return record.fields();
    }
  }

  /**
   * Several rows, or one that is not the record itself.
   *
   * @param record what they were made of
   * @param rows at least one
   */
  record OfRows(DataRecord record, List<Row> rows) implements Write {

    /** Takes an unmodifiable copy; refuses none, since nothing could be said of it. */
    public OfRows {
      rows = List.copyOf(rows);
      if (rows.isEmpty()) {
        throw new IllegalArgumentException("a write of record " + record.id() + " has no row");
      }
    }
  }
}

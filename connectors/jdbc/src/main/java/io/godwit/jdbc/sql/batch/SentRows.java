package io.godwit.jdbc.sql.batch;

import java.util.OptionalInt;

/** Which records of a piece were sent, by the rows that the server was given. For one thread. */
public final class SentRows {

  private final int[] places;
  private int rows;

  /** Of a piece of so many records, of which none has been sent. */
  public SentRows(int most) {
    places = new int[most];
  }

  /** Takes note that the next row is the record at a place of the piece. */
  public void row(int place) {
    places[rows++] = place;
  }

  /** How many rows were sent. */
  public int rows() {
    return rows;
  }

  /** The place of the record that was sent as a row, counted from 1; empty for no such row. */
  public OptionalInt place(int row) {
    return row < 1 || row > rows ? OptionalInt.empty() : OptionalInt.of(places[row - 1]);
  }
}

package io.godwit.jdbc.postgresql;

import java.util.OptionalInt;

/** Which records of a piece were sent, by the lines of the COPY. For one thread. */
final class SentLines {

  private final int[] places;
  private int lines;

  SentLines(int most) {
    places = new int[most];
  }

  /** Takes note that the next line is the record at a place of the piece. */
  void line(int place) {
    places[lines++] = place;
  }

  /** How many lines were sent. */
  int lines() {
    return lines;
  }

  /** The place of the record that was sent as a line, counted from 1; empty for no such line. */
  OptionalInt place(int line) {
    return line < 1 || line > lines ? OptionalInt.empty() : OptionalInt.of(places[line - 1]);
  }
}

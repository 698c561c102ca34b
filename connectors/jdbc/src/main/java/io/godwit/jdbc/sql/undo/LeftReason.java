package io.godwit.jdbc.sql.undo;

import java.util.Arrays;

/** Why an undo has left a row, as {@code godwit_left} has it. */
enum LeftReason {
  /** It is as it was. */
  NONE(0, ""),
  /** It is neither as the run left it nor as it was before. */
  CHANGED(1, "somebody has changed it since the run"),
  /** It was put back, and a trigger made another row of it. */
  ALTERED(2, "put back, and a trigger or rule of the table has made another row of it"),
  /** The database does not take it as it was. */
  REFUSED(3, "the database refuses to put it back");

  private final int number;
  private final String text;

  LeftReason(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** How the table has it. */
  int number() {
    return number;
  }

  /** The one of a number. */
  static LeftReason of(int number) {
    return Arrays.stream(values())
        .filter(reason -> reason.number == number)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no reason has number " + number));
  }

  /** For people. */
  String text() {
    return text;
  }
}

package io.godwit.jdbc.sql.source;

import java.util.List;
import java.util.Optional;

/**
 * A part of a unit: the rows whose keys lie behind one key, and before another or at it. What lies
 * where is the database's to say.
 *
 * @param behind empty where the range begins before every key
 * @param upTo empty where it ends behind every one
 * @param mark of the unit when it was planned
 */
record KeyRange(Optional<List<String>> behind, Optional<List<String>> upTo, String mark) {

  private static final String OPEN = "..";

  /** All of a unit. */
  static KeyRange whole(String mark) {
    return new KeyRange(Optional.empty(), Optional.empty(), mark);
  }

  /** The range of a text. */
  static KeyRange parse(String text) {
    int mark = text.lastIndexOf('#');
    int comma = text.indexOf(", ");
    if (!text.startsWith("(") || comma < 0 || mark < comma + 2) {
      throw new IllegalArgumentException("a split's range is (key, key]#mark, not '" + text + "'");
    }
    return new KeyRange(
        end(text.substring(1, comma)),
        end(text.substring(comma + 2, mark - 1)),
        text.substring(mark + 1));
  }

  private static Optional<List<String>> end(String text) {
    return text.equals(OPEN) ? Optional.empty() : Optional.of(EscapedTexts.split(text));
  }

  /** {@code (1|a, 2|b]#mark}, and two points where an end is open. */
  String text() {
    return "("
        + behind.map(EscapedTexts::join).orElse(OPEN)
        + ", "
        + upTo.map(EscapedTexts::join).orElse(OPEN)
        + (upTo.isPresent() ? "]" : ")")
        + "#"
        + mark;
  }
}

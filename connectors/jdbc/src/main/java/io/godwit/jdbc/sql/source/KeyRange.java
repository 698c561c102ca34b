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
 * @param grown where its rows lie by the watermark; empty where the job has none
 */
record KeyRange(
    Optional<List<String>> behind,
    Optional<List<String>> upTo,
    String mark,
    Optional<Grown> grown) {

  private static final String OPEN = "..";
  private static final String GROWN = "@";

  /**
   * Where rows lie by a watermark.
   *
   * @param above empty where they lie anywhere below the other end
   * @param upTo empty where there was no value yet
   */
  record Grown(Optional<String> above, Optional<String> upTo) {

    private String text() {
      return EscapedTexts.join(List.of(above.orElse(""), upTo.orElse("")));
    }

    private static Grown parse(String text) {
      List<String> ends = EscapedTexts.split(text);
      return new Grown(end(ends.getFirst()), end(ends.getLast()));
    }

    private static Optional<String> end(String text) {
      return Optional.of(text).filter(value -> !value.isEmpty());
    }
  }

  /** One of a job without a watermark. */
  KeyRange(Optional<List<String>> behind, Optional<List<String>> upTo, String mark) {
    this(behind, upTo, mark, Optional.empty());
  }

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
    String rest = text.substring(mark + 1);
    int grown = rest.indexOf(GROWN);
    return new KeyRange(
        end(text.substring(1, comma)),
        end(text.substring(comma + 2, mark - 1)),
        grown < 0 ? rest : rest.substring(0, grown),
        grown < 0
            ? Optional.empty()
            : Optional.of(Grown.parse(rest.substring(grown + GROWN.length()))));
  }

  private static Optional<List<String>> end(String text) {
    return text.equals(OPEN) ? Optional.empty() : Optional.of(EscapedTexts.split(text));
  }

  /**
   * {@code (1|a, 2|b]#mark}, two points where an end is open, and {@code @above|upTo} of a
   * watermark.
   */
  String text() {
    return "("
        + behind.map(EscapedTexts::join).orElse(OPEN)
        + ", "
        + upTo.map(EscapedTexts::join).orElse(OPEN)
        + (upTo.isPresent() ? "]" : ")")
        + "#"
        + mark
        + grown.map(ends -> GROWN + ends.text()).orElse("");
  }
}

package io.godwit.jdbc.sql.dialect;

import io.godwit.common.model.text.Excerpt;
import java.util.Optional;

/**
 * What a server says in an error.
 *
 * @param message in its own words, on one line
 * @param column the column, constraint or index that it names; empty where it names none
 * @param row of the rows that were sent, counted from 1; 0 where it names none
 */
public record ErrorWords(String message, Optional<String> column, int row) {

  private static final int MOST_SHOWN = 500;

  /** Makes one line of the message, and not an endless one. */
  public ErrorWords {
    message = oneLine(message);
  }

  /** A text on one line, cut where nobody would read on. */
  public static String oneLine(String text) {
    return Excerpt.of(text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " "), MOST_SHOWN);
  }
}

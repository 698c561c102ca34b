package io.godwit.testkit.watch;

import io.godwit.testkit.guarantee.Seen;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the lines of PostgreSQL's {@code test_decoding}, of which a transaction has one at its
 * begin, one for each row, and one with its time at its end. For one thread.
 */
final class DecodedChanges {

  private static final String COMMIT = "COMMIT (at ";
  private static final String NEW_ROW = " new-tuple: ";
  private static final String NULL = "null";

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .appendPattern("x")
          .toFormatter(Locale.ROOT);

  private final String prefix;
  private final List<Change> open = new ArrayList<>();

  /** A row of a transaction whose end is not read yet. */
  private record Change(boolean isDelete, Map<String, String> row) {

    Seen at(Instant time) {
      return isDelete ? new Seen.Deleted(time, row) : new Seen.Wrote(time, row);
    }
  }

  /**
   * Of one table.
   *
   * @param table its name and that of its schema, quoted where SQL wants it
   */
  DecodedChanges(String table) {
    this.prefix = "table " + table + ": ";
  }

  /** What the line completes: nothing, or the changes of a transaction. */
  List<Seen> line(String line) {
    if (line.startsWith(prefix)) {
      change(line.substring(prefix.length()));
      return List.of();
    }
    if (!line.startsWith(COMMIT)) {
      return List.of();
    }
    Instant at = TIME.parse(line.substring(COMMIT.length(), line.length() - 1), Instant::from);
    List<Seen> seen = open.stream().map(change -> change.at(at)).toList();
    open.clear();
    return seen;
  }

  private void change(String text) {
    int colon = text.indexOf(':');
    String columns = text.substring(colon + 1).strip();
    switch (text.substring(0, colon)) {
      case "INSERT" -> open.add(new Change(false, row(columns)));
      // The old key comes first where it is another one.
      case "UPDATE" ->
          open.add(
              new Change(
                  false,
                  row(
                      columns.startsWith("old-key: ")
                          ? columns.substring(columns.indexOf(NEW_ROW) + NEW_ROW.length())
                          : columns)));
      case "DELETE" ->
          open.add(new Change(true, columns.equals("(no-tuple-data)") ? Map.of() : row(columns)));
      default -> throw new IllegalStateException("the table has seen a " + text);
    }
  }

  /** Columns as {@code name[type]:value}, with a blank between; texts stand in quotes. */
  private static Map<String, String> row(String text) {
    Map<String, String> row = new HashMap<>();
    int at = 0;
    while (at < text.length()) {
      int bracket = text.indexOf('[', at);
      int value = text.indexOf("]:", bracket) + 2;
      int end = end(text, value);
      String content = text.substring(value, end);
      if (!content.equals(NULL)) {
        row.put(unquoted(text.substring(at, bracket), '"'), unquoted(content, '\''));
      }
      at = end + 1;
    }
    return Map.copyOf(row);
  }

  /** Behind a value: a quote that is in a text stands twice. */
  private static int end(String text, int from) {
    if (text.charAt(from) != '\'') {
      int blank = text.indexOf(' ', from);
      return blank < 0 ? text.length() : blank;
    }
    int quote = text.indexOf('\'', from + 1);
    while (quote + 1 < text.length() && text.charAt(quote + 1) == '\'') {
      quote = text.indexOf('\'', quote + 2);
    }
    return quote + 1;
  }

  private static String unquoted(String text, char quote) {
    if (text.isEmpty() || text.charAt(0) != quote) {
      return text;
    }
    String mark = String.valueOf(quote);
    return text.substring(1, text.length() - 1).replace(mark + mark, mark);
  }
}

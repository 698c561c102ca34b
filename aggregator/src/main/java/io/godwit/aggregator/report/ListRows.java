package io.godwit.aggregator.report;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of a list that {@link CsvWriter} has written, in its own words. For one thread. */
final class ListRows {

  private static final int END = -1;

  private final Reader in;
  private final StringBuilder raw = new StringBuilder();

  /**
   * A row.
   *
   * @param raw as it stands there, with its end of line
   * @param fields without quotes
   */
  record Row(String raw, List<String> fields) {}

  /** Of a list that the caller closes, and that is buffered. */
  ListRows(Reader in) {
    this.in = in;
  }

  /** The next row; empty behind the last one. */
  Optional<Row> next() throws IOException {
    raw.setLength(0);
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean closed = false;
    for (int c = read(); c != END; c = read()) {
      if (c == '"') {
        // Two of them are one, and stand inside; the first one opens, and one alone closes.
        if (quoted && closed) {
          field.append('"');
        }
        closed = quoted && !closed;
        quoted = true;
      } else if (c == ',' && (!quoted || closed)) {
        fields.add(field.toString());
        field.setLength(0);
        quoted = false;
        closed = false;
      } else if (c == '\n' && (!quoted || closed)) {
        fields.add(field.toString());
        return Optional.of(new Row(raw.toString(), fields));
      } else {
        field.append((char) c);
      }
    }
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    fields.add(field.toString());
    return Optional.of(new Row(raw.toString(), fields));
  }

  private int read() throws IOException {
    int c = in.read();
    if (c != END) {
      raw.append((char) c);
    }
    return c;
  }
}

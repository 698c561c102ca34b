package io.godwit.aggregator.report;

import io.godwit.common.model.Origin;
import io.godwit.common.spec.ReportSpec.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes CSV: UTF-8, commas, quotes by RFC 4180, and a line feed after each row, which every reader
 * takes and line tools want. For one thread.
 *
 * <p>Fields are written as they are, also where they begin with {@code =}, {@code +}, {@code -} or
 * {@code @}, which a spreadsheet may take for a formula. An apostrophe in front would stop that,
 * and would turn every negative number and many keys into something that no longer is in the
 * source: these lists are there to find records by, so they are exact, and the report says to
 * import their columns as text. Where a job asks for defused lists the apostrophe is put, before
 * one that is in the source, too: whoever takes one away has the field.
 */
final class CsvWriter {

  private static final int BUFFER = 1 << 16;

  private static final byte[] NOT_PLAIN = {};

  /** With what spreadsheets let a formula begin, of both widths, and what they skip before it. */
  private static final String BEGINS_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private static final char APOSTROPHE = '\'';

  private final OutputStream out;
  private final Csv form;
  private final byte[] buffer = new byte[BUFFER];
  private int size;
  private boolean rowBegun;
  private long rows;

  /** Long runs of rows have the same unit, which is looked at once. */
  private String latestUnit = "";

  private byte[] latestPlain = NOT_PLAIN;

  /** Writes to a stream that the caller closes. */
  CsvWriter(OutputStream out, Csv form) {
    this.out = out;
    this.form = form;
  }

  /** Appends a field to the row. */
  void field(String text) throws IOException {
    separate();
    text(defuses(text) ? APOSTROPHE + text : text);
  }

  private boolean defuses(String text) {
    return switch (form) {
      case EXACT -> false;
      case DEFUSED ->
          !text.isEmpty()
              && (text.charAt(0) == APOSTROPHE || BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0);
    };
  }

  /** Appends a number to the row. */
  void field(long number) throws IOException {
    separate();
    if (number < 0) {
      text(Long.toString(number));
    } else {
      digits(number);
    }
  }

  /** A number from 0. */
  private void digits(long number) throws IOException {
    if (number > 9) {
      digits(number / 10);
    }
    put('0' + (int) (number % 10));
  }

  /**
   * Appends what {@link Origin#text()} says, without a text for each of millions of rows.
   *
   * @param line 0 where the source has no lines
   */
  void origin(String unit, long line) throws IOException {
    if (!unit.equals(latestUnit)) {
      latestUnit = unit;
      latestPlain =
          unit.length() < BUFFER && !defuses(unit) && unit.chars().allMatch(CsvWriter::isPlain)
              ? unit.getBytes(StandardCharsets.US_ASCII)
              : NOT_PLAIN;
    }
    if (line > 0 && latestPlain.length > 0) {
      separate();
      bytes(latestPlain);
      put(':');
      digits(line);
    } else {
      field(new Origin(unit, line).text());
    }
  }

  /** Ends the row. */
  void endRow() throws IOException {
    put('\n');
    rowBegun = false;
    rows++;
  }

  /** How many rows have ended. */
  long rows() {
    return rows;
  }

  /** Hands everything to the stream. */
  void flush() throws IOException {
    drain();
    out.flush();
  }

  private void drain() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  private void separate() throws IOException {
    if (rowBegun) {
      put(',');
    }
    rowBegun = true;
  }

  private void text(String text) throws IOException {
    if (text.length() > BUFFER - size) {
      drain();
    }
    if (text.length() > BUFFER || !isWrittenPlain(text)) {
      special(text);
    }
  }

  /** Copies and looks in one pass: what was copied of a text that is not plain is forgotten. */
  private boolean isWrittenPlain(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (!isPlain(c)) {
        return false;
      }
      buffer[size + i] = (byte) c;
    }
    size += length;
    return true;
  }

  /** Whether it needs neither quotes nor more than one byte. */
  private static boolean isPlain(int c) {
    return c < 0x80 && c != '"' && c != ',' && c != '\n' && c != '\r';
  }

  private void special(String text) throws IOException {
    boolean quoted = text.chars().anyMatch(c -> c < 0x80 && !isPlain(c));
    String field = quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    for (byte b : field.getBytes(StandardCharsets.UTF_8)) {
      put(b);
    }
  }

  private void bytes(byte[] ascii) throws IOException {
    if (ascii.length > BUFFER - size) {
      drain();
    }
    System.arraycopy(ascii, 0, buffer, size, ascii.length);
    size += ascii.length;
  }

  private void put(int b) throws IOException {
    if (size == buffer.length) {
      drain();
    }
    buffer[size++] = (byte) b;
  }
}

package io.godwit.files.csv;

import io.godwit.files.bytes.Framing;
import io.godwit.files.spec.CsvSpec;

/**
 * The characters and rules by which rows and fields are told apart.
 *
 * @param delimiter an ASCII character
 * @param quote an ASCII character, or {@link #NONE}
 * @param escape an ASCII character, or {@link #NONE}
 * @param comment an ASCII character, or {@link #NONE}
 * @param trim whether blanks around fields are no part of them
 * @param multiline whether a quoted field may hold line ends
 */
record CsvDialect(
    byte delimiter, int quote, int escape, int comment, boolean trim, boolean multiline) {

  /** No byte of ASCII. */
  static final int NONE = -1;

  static CsvDialect of(CsvSpec spec) {
    return new CsvDialect(
        (byte) spec.delimiter(),
        spec.quoteChar().map(CsvDialect::number).orElse(NONE),
        spec.escape().map(CsvDialect::number).orElse(NONE),
        spec.comment().map(CsvDialect::number).orElse(NONE),
        spec.trim(),
        spec.multiline());
  }

  /** Whether it is that of RFC 4180, which has a faster way. */
  boolean isPlain() {
    return quote == '"' && escape == NONE && comment == NONE && !trim && multiline;
  }

  Framing framing(long line) {
    return isPlain() ? new CsvFraming((char) delimiter, line) : new DialectFraming(this, line);
  }

  /** Finds the fields of records. */
  RowFields fields(int columns) {
    return isPlain()
        ? new FieldSplitter((char) delimiter, columns)
        : new DialectSplitter(this, columns);
  }

  boolean isBlank(byte b) {
    return trim && (b == ' ' || b == '\t');
  }

  private static int number(char c) {
    return c;
  }
}

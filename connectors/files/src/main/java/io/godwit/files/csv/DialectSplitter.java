package io.godwit.files.csv;

/** Finds the fields of one record whose ends {@link DialectFraming} has found. */
final class DialectSplitter extends RowFields {

  private final CsvDialect dialect;

  DialectSplitter(CsvDialect dialect, int columns) {
    super(columns);
    this.dialect = dialect;
  }

  @Override
  void split(byte[] bytes, int from, int to) {
    begin();
    int i = from;
    while (true) {
      i = withoutBlanks(bytes, i, to);
      boolean inQuotes = i < to && bytes[i] == dialect.quote();
      i = inQuotes ? quoted(bytes, i + 1, to) : unquoted(bytes, i, to);
      next();
      if (i >= to) {
        return;
      }
      i++;
    }
  }

  private int unquoted(byte[] bytes, int from, int to) {
    int signs = 0;
    int kept = from;
    boolean escapes = false;
    int i = from;
    while (i < to && bytes[i] != dialect.delimiter()) {
      boolean escape = bytes[i] == dialect.escape() && i + 1 < to;
      signs |= bytes[i] - 1;
      if (escape) {
        i++;
        signs |= bytes[i] - 1;
        escapes = true;
      }
      i++;
      // A blank that is escaped is meant to stay.
      if (escape || !dialect.isBlank(bytes[i - 1])) {
        kept = i;
      }
    }
    keep(from, kept, false, escapes, signs >= 0);
    return i;
  }

  private int quoted(byte[] bytes, int from, int to) {
    int signs = 0;
    boolean escapes = false;
    int i = from;
    while (i < to) {
      byte b = bytes[i];
      boolean next = i + 1 < to;
      if (b == dialect.quote() && !(next && bytes[i + 1] == dialect.quote())) {
        break;
      }
      if (next && (b == dialect.quote() || b == dialect.escape())) {
        escapes = true;
        i++;
        signs |= bytes[i] - 1;
      }
      signs |= b - 1;
      i++;
    }
    keep(from, i, true, escapes, signs >= 0);
    if (i >= to) {
      neverClosed();
      return to;
    }
    return behindQuote(bytes, withoutBlanks(bytes, i + 1, to), to);
  }

  private int behindQuote(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != dialect.delimiter()) {
      i++;
    }
    if (i > from) {
      textAfterQuote();
    }
    return i;
  }

  private int withoutBlanks(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && dialect.isBlank(bytes[i])) {
      i++;
    }
    return i;
  }
}

package io.godwit.files.csv;

/** Finds the fields of one record whose ends {@link DialectFraming} has found. */
final class DialectSplitter implements Fields {

  private final Dialect dialect;
  private final int[] starts;
  private final int[] ends;
  private final boolean[] quoted;
  private final boolean[] escaped;
  private final boolean[] plainAscii;
  private int count;
  private int afterQuote;
  private boolean unclosed;

  DialectSplitter(Dialect dialect, int columns) {
    this.dialect = dialect;
    this.starts = new int[columns];
    this.ends = new int[columns];
    this.quoted = new boolean[columns];
    this.escaped = new boolean[columns];
    this.plainAscii = new boolean[columns];
  }

  @Override
  public void split(byte[] bytes, int from, int to) {
    count = 0;
    afterQuote = -1;
    unclosed = false;
    int i = from;
    while (true) {
      i = withoutBlanks(bytes, i, to);
      boolean inQuotes = i < to && bytes[i] == dialect.quote();
      i = inQuotes ? quoted(bytes, i + 1, to) : unquoted(bytes, i, to);
      count++;
      if (i >= to) {
        return;
      }
      i++;
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int afterQuote() {
    return afterQuote;
  }

  @Override
  public boolean unclosed() {
    return unclosed;
  }

  @Override
  public int start(int field) {
    return starts[field];
  }

  @Override
  public int end(int field) {
    return ends[field];
  }

  @Override
  public boolean isQuoted(int field) {
    return quoted[field];
  }

  @Override
  public boolean isEscaped(int field) {
    return escaped[field];
  }

  @Override
  public boolean isPlainAscii(int field) {
    return plainAscii[field];
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
      unclosed = true;
      return to;
    }
    return behindQuote(bytes, withoutBlanks(bytes, i + 1, to), to);
  }

  private int behindQuote(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != dialect.delimiter()) {
      i++;
    }
    if (i > from && afterQuote < 0) {
      afterQuote = count;
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

  private void keep(int from, int to, boolean inQuotes, boolean escapes, boolean ascii) {
    if (count < starts.length) {
      starts[count] = from;
      ends[count] = to;
      quoted[count] = inQuotes;
      escaped[count] = escapes;
      plainAscii[count] = ascii;
    }
  }
}

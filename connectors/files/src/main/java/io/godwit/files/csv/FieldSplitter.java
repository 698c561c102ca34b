package io.godwit.files.csv;

/**
 * Finds the fields of one record, whose ends {@link CsvFraming} has found. It reuses its arrays
 * from record to record; nothing is allocated for a field.
 */
final class FieldSplitter implements Fields {

  private static final byte QUOTE = '"';

  private final byte delimiter;
  private final int[] starts;
  private final int[] ends;
  private final boolean[] quoted;
  private final boolean[] doubled;
  private final boolean[] plainAscii;
  private int count;
  private int afterQuote;

  FieldSplitter(char delimiter, int columns) {
    this.delimiter = (byte) delimiter;
    this.starts = new int[columns];
    this.ends = new int[columns];
    this.quoted = new boolean[columns];
    this.doubled = new boolean[columns];
    this.plainAscii = new boolean[columns];
  }

  @Override
  public void split(byte[] bytes, int from, int to) {
    count = 0;
    afterQuote = -1;
    int i = from;
    while (true) {
      i = i < to && bytes[i] == QUOTE ? quoted(bytes, i + 1, to) : unquoted(bytes, i, to);
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

  /** Says nothing: the framing knows of it before. */
  @Override
  public boolean unclosed() {
    return false;
  }

  @Override
  public int afterQuote() {
    return afterQuote;
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

  /** Whether quotes in the field stand doubled. */
  @Override
  public boolean isEscaped(int field) {
    return doubled[field];
  }

  @Override
  public boolean isPlainAscii(int field) {
    return plainAscii[field];
  }

  private int unquoted(byte[] bytes, int from, int to) {
    int signs = 0;
    int i = from;
    while (i < to) {
      byte b = bytes[i];
      if (b == delimiter) {
        break;
      }
      signs |= b - 1;
      i++;
    }
    keep(from, i, false, false, signs >= 0);
    return i;
  }

  private int quoted(byte[] bytes, int from, int to) {
    int signs = 0;
    boolean twice = false;
    int i = from;
    while (i < to) {
      byte b = bytes[i];
      if (b == QUOTE) {
        if (i + 1 >= to || bytes[i + 1] != QUOTE) {
          break;
        }
        twice = true;
        i++;
      }
      signs |= b - 1;
      i++;
    }
    keep(from, i, true, twice, signs >= 0);
    return behindQuote(bytes, i + 1, to);
  }

  /** As in an unquoted field, a quote is then a character like any other. */
  private int behindQuote(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != delimiter) {
      i++;
    }
    if (i > from && afterQuote < 0) {
      afterQuote = count;
    }
    return i;
  }

  private void keep(int from, int to, boolean inQuotes, boolean twice, boolean ascii) {
    if (count < starts.length) {
      starts[count] = from;
      ends[count] = to;
      quoted[count] = inQuotes;
      doubled[count] = twice;
      plainAscii[count] = ascii;
    }
  }
}

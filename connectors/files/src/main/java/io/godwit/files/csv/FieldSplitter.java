package io.godwit.files.csv;

/**
 * Finds the fields of one record, whose ends {@link CsvFraming} has found. It reuses its arrays
 * from record to record; nothing is allocated for a field.
 */
final class FieldSplitter extends RowFields {

  private static final byte QUOTE = '"';

  private final byte delimiter;

  FieldSplitter(char delimiter, int columns) {
    super(columns);
    this.delimiter = (byte) delimiter;
  }

  @Override
  void split(byte[] bytes, int from, int to) {
    begin();
    int i = from;
    while (true) {
      i = i < to && bytes[i] == QUOTE ? quoted(bytes, i + 1, to) : unquoted(bytes, i, to);
      next();
      if (i >= to) {
        return;
      }
      i++;
    }
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
    if (i > from) {
      textAfterQuote();
    }
    return i;
  }
}

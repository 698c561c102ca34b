package io.godwit.files.csv;

import io.godwit.files.bytes.ByteSearch;

/**
 * Finds the fields of one record, whose ends {@link CsvFraming} has found. It reuses its arrays
 * from record to record; nothing is allocated for a field.
 */
final class FieldSplitter extends RowFields {

  private static final byte QUOTE = '"';

  private final byte delimiter;
  private final long delimiters;
  private final long quotes = ByteSearch.eight(QUOTE);

  FieldSplitter(char delimiter, int columns) {
    super(columns);
    this.delimiter = (byte) delimiter;
    this.delimiters = ByteSearch.eight(this.delimiter);
  }

  @Override
  void split(byte[] bytes, int from, int to) {
    begin();
    if (!splitPlain(bytes, from, to)) {
      begin();
      splitAny(bytes, from, to);
    }
  }

  /**
   * Finds the fields of a record of ASCII without quotes, as most are, eight bytes at a time;
   * answers whether it is one.
   */
  private boolean splitPlain(byte[] bytes, int from, int to) {
    int start = from;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = ByteSearch.word(bytes, i);
      if (ByteSearch.hasOther(word, quotes)) {
        return false;
      }
      for (long marks = ByteSearch.equal(word, delimiters); marks != 0; marks &= marks - 1) {
        int at = i + (Long.numberOfTrailingZeros(marks) >> 3);
        nextPlain(start, at);
        start = at + 1;
      }
    }
    for (; i < to; i++) {
      byte b = bytes[i];
      if (b == QUOTE || b <= 0) {
        return false;
      }
      if (b == delimiter) {
        nextPlain(start, i);
        start = i + 1;
      }
    }
    nextPlain(start, to);
    endPlain();
    return true;
  }

  private void splitAny(byte[] bytes, int from, int to) {
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

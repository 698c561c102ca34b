package io.godwit.files.csv;

/**
 * The fields of the record that was split last. Those beyond the columns are only counted. Its
 * arrays are used again for each record; nothing is allocated for a field.
 */
abstract class RowFields {

  private final int[] starts;
  private final int[] ends;
  private final boolean[] quoted;
  private final boolean[] escaped;
  private final boolean[] plainAscii;
  private boolean plainRecord;
  private int count;
  private int afterQuote;
  private boolean unclosed;

  RowFields(int columns) {
    this.starts = new int[columns];
    this.ends = new int[columns];
    this.quoted = new boolean[columns];
    this.escaped = new boolean[columns];
    this.plainAscii = new boolean[columns];
  }

  /** Finds the fields of a record. */
  abstract void split(byte[] bytes, int from, int to);

  /** Begins a record. */
  final void begin() {
    plainRecord = false;
    count = 0;
    afterQuote = -1;
    unclosed = false;
  }

  /** Keeps what is known of the field that {@link #next} ends. */
  final void keep(int from, int to, boolean inQuotes, boolean escapes, boolean ascii) {
    if (count < starts.length) {
      starts[count] = from;
      ends[count] = to;
      quoted[count] = inQuotes;
      escaped[count] = escapes;
      plainAscii[count] = ascii;
    }
  }

  /** Keeps and ends a field of a record that {@link #endPlain} ends. */
  final void nextPlain(int from, int to) {
    if (count < starts.length) {
      starts[count] = from;
      ends[count] = to;
    }
    count++;
  }

  /**
   * Says that all fields are plain ASCII without quotes, as {@link #nextPlain} took for granted.
   */
  final void endPlain() {
    plainRecord = true;
  }

  /** Ends a field. */
  final void next() {
    count++;
  }

  /** Says that text follows the closing quote of the field. */
  final void textAfterQuote() {
    if (afterQuote < 0) {
      afterQuote = count;
    }
  }

  /** Says that the record ends within quotes. */
  final void neverClosed() {
    unclosed = true;
  }

  /** How many fields the record has. */
  final int count() {
    return count;
  }

  /** The first field whose closing quote is followed by text, or -1. */
  final int afterQuote() {
    return afterQuote;
  }

  /** Whether the record ends within quotes, where its framing cannot know it. */
  final boolean unclosed() {
    return unclosed;
  }

  /** The first byte of a field, behind its quote. */
  final int start(int field) {
    return starts[field];
  }

  /** Behind the last byte of a field, before its closing quote. */
  final int end(int field) {
    return ends[field];
  }

  final boolean isQuoted(int field) {
    return !plainRecord && quoted[field];
  }

  /** Whether the field has bytes that only say how others are meant. */
  final boolean isEscaped(int field) {
    return !plainRecord && escaped[field];
  }

  /** Whether all bytes of the field are from 1 to 127. */
  final boolean isPlainAscii(int field) {
    return plainRecord || plainAscii[field];
  }
}

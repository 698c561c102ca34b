package io.godwit.files.csv;

/** The fields of the record that was split last. Those beyond the columns are only counted. */
interface Fields {

  /** Finds the fields of a record. */
  void split(byte[] bytes, int from, int to);

  /** How many fields the record has. */
  int count();

  /** The first field whose closing quote is followed by text, or -1. */
  int afterQuote();

  /** Whether the record ends within quotes. */
  boolean unclosed();

  /** The first byte of a field, behind its quote. */
  int start(int field);

  /** Behind the last byte of a field, before its closing quote. */
  int end(int field);

  boolean isQuoted(int field);

  /** Whether the field has bytes that only say how others are meant. */
  boolean isEscaped(int field);

  /** Whether all bytes of the field are from 1 to 127. */
  boolean isPlainAscii(int field);
}

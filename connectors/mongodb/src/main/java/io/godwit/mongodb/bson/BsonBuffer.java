package io.godwit.mongodb.bson;

import io.godwit.common.model.failure.ErrorCode;
import java.util.Arrays;
import org.bson.RawBsonDocument;

/**
 * Grows by what BSON is made of, little-endian (bsonspec.org, version 1.1). Many documents lie in
 * one buffer, one after the other.
 */
public final class BsonBuffer {

  /** The most bytes of one document that MongoDB takes. */
  public static final int LARGEST_DOCUMENT = 16 * 1024 * 1024;

  private static final int TEXT_STRIDE = 4_096;

  private byte[] bytes = new byte[128 * 1024];
  private int length;
  private int start;

  public int length() {
    return length;
  }

  /** Where the outermost document begins, which the limit counts from. */
  void begin() {
    start = length;
  }

  /** Ends the outermost document: refuses one that is too long. */
  void end() throws UnwritableRecord {
    if (length - start > LARGEST_DOCUMENT) {
      throw tooLong();
    }
  }

  /** Forgets everything from a place on. */
  public void truncate(int newLength) {
    length = newLength;
  }

  /** A view of a document that was written; it changes when the place is written again. */
  public RawBsonDocument view(int from, int to) {
    return new RawBsonDocument(bytes, from, to - from);
  }

  /** Leaves room for a length, to be filled in by {@link #close}. */
  int open() throws UnwritableRecord {
    int at = length;
    int32(0);
    return at;
  }

  /** Ends a document that {@link #open} began. */
  void close(int openedAt) throws UnwritableRecord {
    int8(0);
    setInt32(openedAt, length - openedAt);
  }

  void int8(int value) throws UnwritableRecord {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void int32(int value) throws UnwritableRecord {
    reserve(4);
    length += 4;
    setInt32(length - 4, value);
  }

  void int64(long value) throws UnwritableRecord {
    int32((int) value);
    int32((int) (value >>> 32));
  }

  void raw(byte[] value) throws UnwritableRecord {
    raw(value, 0, value.length);
  }

  void raw(byte[] source, int from, int to) throws UnwritableRecord {
    reserve(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  /** The length in bytes, the text and a zero. */
  void string(String text, String column) throws UnwritableRecord {
    int at = open();
    utf8(text, column);
    int8(0);
    setInt32(at, length - at - 4);
  }

  /** The text, which must not contain a zero, and a zero. */
  void cstring(String text, String column) throws UnwritableRecord {
    if (text.indexOf(0) >= 0) {
      throw new UnwritableRecord(
          ErrorCode.TARGET_TYPE,
          "BSON holds no NUL in field names and regular expressions; remove it in a step",
          column);
    }
    utf8(text, column);
    int8(0);
  }

  private void utf8(String text, String column) throws UnwritableRecord {
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + TEXT_STRIDE);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to++;
      }
      reserve(3 * (to - from));
      utf8(text, from, to, column);
      from = to;
    }
  }

  private void utf8(String text, int from, int to, String column) throws UnwritableRecord {
    byte[] out = bytes;
    int at = length;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out[at++] = (byte) c;
      } else if (c < 0x800) {
        out[at++] = (byte) (0xC0 | (c >> 6));
        out[at++] = tail(c);
      } else if (!Character.isSurrogate(c)) {
        out[at++] = (byte) (0xE0 | (c >> 12));
        out[at++] = tail(c >> 6);
        out[at++] = tail(c);
      } else {
        int point = pair(text, i, to, column);
        i++;
        out[at++] = (byte) (0xF0 | (point >> 18));
        out[at++] = tail(point >> 12);
        out[at++] = tail(point >> 6);
        out[at++] = tail(point);
      }
    }
    length = at;
  }

  private static byte tail(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private static int pair(String text, int index, int to, String column) throws UnwritableRecord {
    char high = text.charAt(index);
    if (!Character.isHighSurrogate(high)
        || index + 1 >= to
        || !Character.isLowSurrogate(text.charAt(index + 1))) {
      throw new UnwritableRecord(
          ErrorCode.TARGET_TYPE,
          String.format(
              "the text has half of a surrogate pair (\\u%04x), which has no UTF-8", (int) high),
          column);
    }
    return Character.toCodePoint(high, text.charAt(index + 1));
  }

  void setInt32(int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >>> 8);
    bytes[at + 2] = (byte) (value >>> 16);
    bytes[at + 3] = (byte) (value >>> 24);
  }

  /** Refuses early: a document far beyond the limit never takes the memory of it. */
  private void reserve(int more) throws UnwritableRecord {
    if (length - start > LARGEST_DOCUMENT) {
      throw tooLong();
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  private static UnwritableRecord tooLong() {
    return new UnwritableRecord(
        ErrorCode.TARGET_TOO_LONG,
        "the document is larger than the " + LARGEST_DOCUMENT + " bytes that MongoDB takes",
        "");
  }
}

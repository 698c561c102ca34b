package io.godwit.jdbc.sql.batch;

import java.util.Arrays;

/**
 * Bytes in which the keys of a batch lie one behind the other, each part with its end. For one
 * thread.
 */
final class KeyBytes {

  private static final char END = '\t';
  private static final char ESCAPE = '\\';

  private byte[] bytes = new byte[1 << 12];
  private int length;

  /** How many bytes it holds. */
  int length() {
    return length;
  }

  /** The bytes, of which the first {@link #length()} count; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  /** Forgets the bytes from a place on. */
  void cut(int to) {
    length = to;
  }

  /** A whole number, in its digits. */
  void number(long value) {
    if (value == Long.MIN_VALUE) {
      text(Long.toString(value));
      return;
    }
    room(20);
    long rest = Math.abs(value);
    if (value < 0) {
      bytes[length++] = '-';
    }
    int digits = 1;
    for (long left = rest / 10; left > 0; left /= 10) {
      digits++;
    }
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** Characters, such that no two texts are of the same bytes, and none holds an end. */
  void text(String text) {
    // A character of UTF-16 becomes three bytes at most, which is more than one with an escape.
    room(3 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == END || c == ESCAPE) {
        bytes[length++] = ESCAPE;
        bytes[length++] = (byte) (c == END ? 't' : ESCAPE);
      } else if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else {
        encode(c);
      }
    }
  }

  /**
   * A text in UTF-8; answers whether it could, and wrote nothing where not: what is not all ASCII
   * is for {@link #text(String)}.
   */
  boolean ascii(byte[] utf8, int from, int to) {
    int start = length;
    room(2 * (to - from));
    for (int i = from; i < to; i++) {
      byte c = utf8[i];
      if (c < 0) {
        length = start;
        return false;
      }
      if (c == END || c == ESCAPE) {
        bytes[length++] = ESCAPE;
        bytes[length++] = (byte) (c == END ? 't' : ESCAPE);
      } else {
        bytes[length++] = c;
      }
    }
    return true;
  }

  /** As UTF-8 does it, and halves of pairs each by itself: nobody reads it back. */
  private void encode(char c) {
    if (c < 0x800) {
      bytes[length++] = (byte) (0xc0 | (c >> 6));
    } else {
      bytes[length++] = (byte) (0xe0 | (c >> 12));
      bytes[length++] = (byte) (0x80 | ((c >> 6) & 63));
    }
    bytes[length++] = (byte) (0x80 | (c & 63));
  }

  /** The end of a part. */
  void end() {
    room(1);
    bytes[length++] = END;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
    }
  }
}

package io.godwit.jdbc.mysql.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines for LOAD DATA, in UTF-8, with a backslash before what would end a field. One thread. */
final class LoadBuffer {

  private static final int USUAL = 1 << 16;

  private byte[] bytes = new byte[USUAL];
  private int length;

  /** How many bytes it holds. */
  int length() {
    return length;
  }

  /** Forgets the bytes from a place on. */
  void cut(int to) {
    length = to;
  }

  /** Forgets all, and gives back what one huge batch took. */
  void clear() {
    length = 0;
    if (bytes.length > 16 * USUAL) {
      bytes = new byte[USUAL];
    }
  }

  /** What it holds, to be read before it is written to again. */
  InputStream stream() {
    return new ByteArrayInputStream(bytes, 0, length);
  }

  /** A byte as it is. */
  void raw(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
  }

  /** The null of a field. */
  void nul() {
    raw('\\');
    raw('N');
  }

  /** A text; most are of ASCII, which is one byte each. */
  void text(String text) {
    int n = text.length();
    room(2 * n);
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        rest(text.substring(i));
        return;
      }
      escaped((byte) c);
    }
  }

  private void rest(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    room(2 * utf8.length);
    for (byte b : utf8) {
      escaped(b);
    }
  }

  /** No byte of a longer character is one of these. */
  private void escaped(byte b) {
    switch (b) {
      case '\\', '\t', '\n' -> {
        bytes[length++] = '\\';
        bytes[length++] = b;
      }
      case 0 -> {
        bytes[length++] = '\\';
        bytes[length++] = '0';
      }
      default -> bytes[length++] = b;
    }
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 3 / 2));
    }
  }
}

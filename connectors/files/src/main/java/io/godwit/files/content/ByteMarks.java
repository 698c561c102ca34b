package io.godwit.files.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Bytes that no character stands for, inside UTF-8 that was made of another encoding: 0xFF, each
 * half of each byte as 0x80 to 0x8F, 0xFE. None of them is ASCII, so they change nothing of where
 * records and fields end; and none of 0xFF and 0xFE ever stands in UTF-8, so the field or line that
 * holds them is found to be no text like any other.
 */
final class ByteMarks {

  private static final int OPEN = 0xFF;
  private static final int CLOSE = 0xFE;

  private ByteMarks() {}

  /** Takes bytes out of a buffer and marks them. */
  static void write(ByteBuffer in, int count, ByteArrayOutputStream out) {
    out.write(OPEN);
    for (int i = 0; i < count; i++) {
      int b = in.get() & 0xFF;
      out.write(0x80 | (b >> 4));
      out.write(0x80 | (b & 0xF));
    }
    out.write(CLOSE);
  }

  /** The marked bytes at a place, as {@code 0xD83D}. */
  static String text(byte[] bytes, int at, int to) {
    StringBuilder hex = new StringBuilder("0x");
    for (int i = at + 1; i < to && (bytes[i] & 0xFF) != CLOSE; i++) {
      hex.append(Character.toUpperCase(Character.forDigit(bytes[i] & 0xF, 16)));
    }
    return hex.toString();
  }
}

package io.godwit.jdbc.postgresql.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What a text in UTF-8 would be as a {@link String}, without making one. */
final class Utf16 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = 0x8080_8080_8080_8080L;

  private Utf16() {}

  /**
   * The length of the string.
   *
   * @param utf8 without a fault
   */
  static int length(byte[] utf8, int from, int to) {
    int length = 0;
    for (int i = from; i < to; i++) {
      int b = utf8[i] & 0xff;
      // A character begins with a byte that is no continuation; one of four bytes is a pair.
      length += b < 0x80 ? 1 : b < 0xc0 ? 0 : b < 0xf0 ? 1 : 2;
    }
    return length;
  }

  /** Whether it has a character of code zero, which a server may not hold. */
  static boolean hasNul(byte[] utf8, int from, int to) {
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long eight = (long) LONGS.get(utf8, i);
      // Taking one from a byte borrows into its highest bit only where the byte was zero, or
      // where that bit was set before.
      if (((eight - ONES) & ~eight & HIGHEST) != 0) {
        return true;
      }
    }
    for (; i < to; i++) {
      if (utf8[i] == 0) {
        return true;
      }
    }
    return false;
  }
}

package io.godwit.files.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for bytes eight at a time.
 *
 * <p>A word XORed with a pattern has a zero byte where the pattern's byte stands; {@code (x - 1) &
 * ~x & 0x80}, taken byte by byte, is set there. The subtraction can borrow into the bytes above a
 * hit and mark them too, never into those below; words are read little-endian, so the lowest mark
 * is the first hit, and only that one is used (the test for a zero byte of Warren, Hacker's
 * Delight, chapter 6).
 */
public final class ByteSearch {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private ByteSearch() {}

  /** The first of three bytes, or {@code to} where none stands before it. */
  public static int first(byte[] bytes, int from, int to, byte a, byte b, byte c) {
    long as = pattern(a);
    long bs = pattern(b);
    long cs = pattern(c);
    int i = from;
    for (; i <= to - 8; i += 8) {
      long word = (long) WORD.get(bytes, i);
      long marks = marks(word ^ as) | marks(word ^ bs) | marks(word ^ cs);
      if (marks != 0) {
        return i + (Long.numberOfTrailingZeros(marks) >> 3);
      }
    }
    while (i < to && bytes[i] != a && bytes[i] != b && bytes[i] != c) {
      i++;
    }
    return i;
  }

  /** The first of one byte, or {@code to} where it does not stand before it. */
  public static int first(byte[] bytes, int from, int to, byte a) {
    long as = pattern(a);
    int i = from;
    for (; i <= to - 8; i += 8) {
      long marks = marks((long) WORD.get(bytes, i) ^ as);
      if (marks != 0) {
        return i + (Long.numberOfTrailingZeros(marks) >> 3);
      }
    }
    while (i < to && bytes[i] != a) {
      i++;
    }
    return i;
  }

  /** A byte in every place of a word; from 0x80 on it is negative, and would spill over. */
  private static long pattern(byte b) {
    return ONES * (b & 0xFF);
  }

  private static long marks(long x) {
    return (x - ONES) & ~x & HIGHS;
  }
}

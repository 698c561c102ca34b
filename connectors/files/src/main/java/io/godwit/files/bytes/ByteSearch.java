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
    long as = eight(a);
    long bs = eight(b);
    long cs = eight(c);
    int i = from;
    for (; i <= to - 8; i += 8) {
      long word = word(bytes, i);
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
    long as = eight(a);
    int i = from;
    for (; i <= to - 8; i += 8) {
      long marks = marks(word(bytes, i) ^ as);
      if (marks != 0) {
        return i + (Long.numberOfTrailingZeros(marks) >> 3);
      }
    }
    while (i < to && bytes[i] != a) {
      i++;
    }
    return i;
  }

  /** A word of one byte, eight times. */
  public static long eight(byte b) {
    return ONES * (b & 0xff);
  }

  /**
   * Eight bytes as a word, the first of them lowest.
   *
   * @param at has seven bytes behind it
   */
  public static long word(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  /** Marks the bytes of a word that are those of a pattern, each in its highest bit, no others. */
  public static long equal(long word, long pattern) {
    long x = word ^ pattern;
    // No carry leaves its byte here, unlike the borrow in marks.
    return ~(((x & ~HIGHS) + ~HIGHS) | x) & HIGHS;
  }

  /** Whether a word has a byte of a pattern, or one that is not from 1 to 127. */
  public static boolean hasOther(long word, long pattern) {
    return ((word & HIGHS) | marks(word) | marks(word ^ pattern)) != 0;
  }

  private static long marks(long x) {
    return (x - ONES) & ~x & HIGHS;
  }
}

package io.godwit.files.csv;

import io.godwit.files.bytes.ByteSearch;

/**
 * Numbers of up to eight ASCII digits, all of them at once: the loop over digits that it stands for
 * ends where no branch predictor can know it.
 *
 * <p>Digits are pairwise multiplied and added within one word: to four numbers of two digits, and
 * these to one of eight (Lemire, Parsing series of integers with SIMD, 2018).
 */
final class EightDigits {

  /** What stands there is no number. */
  static final long NONE = -1;

  private static final long ZEROS = ByteSearch.eight((byte) '0');
  private static final long POINTS = ByteSearch.eight((byte) '.');
  private static final long TO_HIGHEST_BIT = ByteSearch.eight((byte) (0x80 - 10));
  private static final long HIGHEST_BITS = ByteSearch.eight((byte) 0x80);
  private static final long FIRST_AND_THIRD = 0x0000_00ff_0000_00ffL;
  private static final long MILLION_AND_HUNDRED = (1_000_000L << 32) + 100;
  private static final long TEN_THOUSAND_AND_ONE = (10_000L << 32) + 1;

  private EightDigits() {}

  /**
   * The number of the first digits of a word.
   *
   * @param word as {@link ByteSearch#word} reads it
   * @param count from 1 to 8; what stands behind them may be anything
   * @return {@link #NONE} where one of them is no digit
   */
  static long of(long word, int count) {
    // What is shifted in are digits of value zero before the others.
    long digits = (word ^ ZEROS) << (Long.SIZE - Byte.SIZE * count);
    if ((((digits + TO_HIGHEST_BIT) | digits) & HIGHEST_BITS) != 0) {
      return NONE;
    }
    long pairs = digits * 10 + (digits >>> Byte.SIZE);
    return ((pairs & FIRST_AND_THIRD) * MILLION_AND_HUNDRED
            + ((pairs >>> 16) & FIRST_AND_THIRD) * TEN_THOUSAND_AND_ONE)
        >>> 32;
  }

  /** Where the first point is among the first bytes of a word; their number where none is. */
  static int point(long word, int count) {
    int at = Long.numberOfTrailingZeros(ByteSearch.equal(word, POINTS)) >> 3;
    return Math.min(at, count);
  }

  /**
   * A word without one of its bytes.
   *
   * @param place from 0 to 6
   */
  static long without(long word, int place) {
    long before = (1L << (Byte.SIZE * place)) - 1;
    return (word & before) | ((word >>> Byte.SIZE) & ~before);
  }
}

package io.godwit.worker.step;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Decimal numbers: when a double is one, and what the bits of an IEEE 754 decimal128 mean. */
final class Numbers {

  private static final long SIGN = 1L << 63;
  private static final long SPECIAL = 0x78L << 56;
  private static final long NOT_A_NUMBER = 0x7cL << 56;
  private static final long LARGE_FORM = 0x60L << 56;
  private static final int EXPONENT_BIAS = 6176;

  /** Beyond this many zeros a number is written with an exponent: a scale has no limit. */
  private static final int LONGEST_PLAIN = 400;

  private Numbers() {}

  /** Whether the double is this very number, to the last bit. */
  static boolean isExact(BigDecimal number, double nearest) {
    return Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(number) == 0;
  }

  /** Whether the shortest text of the double is this number, as 0.1 is of the double next to it. */
  static boolean readsBack(BigDecimal number, double nearest) {
    return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0;
  }

  /** All digits of the number. */
  static String text(BigDecimal number) {
    return Math.abs((long) number.scale()) <= LONGEST_PLAIN
        ? number.toPlainString()
        : number.toString();
  }

  /** All digits of a decimal128, or its name where it is infinite or not a number. */
  static String text(long high, long low) {
    if ((high & NOT_A_NUMBER) == NOT_A_NUMBER) {
      return "NaN";
    }
    String sign = high < 0 ? "-" : "";
    return (high & SPECIAL) == SPECIAL ? sign + "Infinity" : sign + magnitude(high, low);
  }

  /**
   * The number that a decimal128 stands for; empty for infinities, not-a-number and minus zero,
   * which no {@link BigDecimal} is. IEEE 754-2019, section 3.5.2, binary encoding of the
   * significand.
   *
   * @param high the upper 64 bits
   * @param low the lower 64 bits
   */
  static Optional<BigDecimal> ofDecimal128(long high, long low) {
    if ((high & SPECIAL) == SPECIAL) {
      return Optional.empty();
    }
    BigDecimal magnitude = magnitude(high, low);
    boolean minus = (high & SIGN) != 0;
    if (minus && magnitude.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(minus ? magnitude.negate() : magnitude);
  }

  private static BigDecimal magnitude(long high, long low) {
    if ((high & LARGE_FORM) == LARGE_FORM) {
      // This form can only spell significands of more than 34 digits, which the standard reads as
      // 0.
      int exponent = (int) (high >>> 47) & 0x3fff;
      return new BigDecimal(BigInteger.ZERO, EXPONENT_BIAS - exponent);
    }
    int exponent = (int) (high >>> 49) & 0x3fff;
    BigInteger significand =
        BigInteger.valueOf(high & 0x1ffffffffffffL)
            .shiftLeft(64)
            .or(new BigInteger(Long.toUnsignedString(low)));
    return new BigDecimal(significand, EXPONENT_BIAS - exponent);
  }
}

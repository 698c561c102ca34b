package io.godwit.common.model.value;

import io.godwit.common.model.text.Excerpt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * Decimal128 values as numbers and texts, both ways.
 *
 * <p>The bits are those of IEEE 754-2008, decimal128 in its binary integer encoding, as BSON stores
 * it: one sign bit, 14 bits of exponent (biased by 6176), 113 bits of coefficient of at most 34
 * digits. Where the two bits below the sign are both set, the value is an infinity or no number, or
 * would have a coefficient beyond 34 digits; such a value counts as zero, which the standard asks
 * for. The texts are those of MongoDB's specification of BSON Decimal128.
 */
public final class Decimal128Text {

  private static final int BIAS = 6176;
  private static final int MOST_DIGITS = 34;
  private static final int LEAST_EXPONENT = -BIAS;
  private static final int MOST_EXPONENT = 6111;

  private static final long SIGN = 1L << 63;
  private static final long INFINITY = 0x7800000000000000L;
  private static final long NAN = 0x7C00000000000000L;
  private static final long LARGE = 0x6000000000000000L;
  private static final long HIGH_COEFFICIENT = (1L << 49) - 1;

  private static final BigInteger LOW_MASK = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final BigInteger MOST_COEFFICIENT =
      BigInteger.TEN.pow(MOST_DIGITS).subtract(BigInteger.ONE);

  private Decimal128Text() {}

  /**
   * The value that a text spells: a decimal number, {@code Infinity}, {@code Inf} or {@code NaN} in
   * any letter case, with or without a sign.
   *
   * @throws IllegalArgumentException where it is none, or cannot be held without rounding
   */
  public static Value.Decimal128 parse(String text) {
    boolean negative = text.startsWith("-");
    String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
    long sign = negative ? SIGN : 0;
    return switch (unsigned.toLowerCase(Locale.ROOT)) {
      case "nan" -> new Value.Decimal128(NAN, 0);
      case "inf", "infinity" -> new Value.Decimal128(sign | INFINITY, 0);
      default -> encode(sign, magnitude(text, unsigned));
    };
  }

  /**
   * The value of a number, of the same scale where 34 digits and the exponent's range allow.
   *
   * @throws IllegalArgumentException where it cannot be held without rounding
   */
  public static Value.Decimal128 of(BigDecimal number) {
    return encode(number.signum() < 0 ? SIGN : 0, number.abs());
  }

  /** The text of a value, by which {@link #parse} finds it again; one text for all no-numbers. */
  public static String toText(Value.Decimal128 value) {
    long high = value.high();
    if ((high & NAN) == NAN) {
      return "NaN";
    }
    String sign = high < 0 ? "-" : "";
    return sign + ((high & NAN) == INFINITY ? "Infinity" : magnitude(value).toString());
  }

  /**
   * The value as a number of the same scale; empty for infinities, no-numbers and minus zero, which
   * a {@link BigDecimal} cannot tell from others.
   */
  public static Optional<BigDecimal> toNumber(Value.Decimal128 value) {
    if ((value.high() & INFINITY) == INFINITY) {
      return Optional.empty();
    }
    BigDecimal magnitude = magnitude(value);
    if (value.high() >= 0) {
      return Optional.of(magnitude);
    }
    return magnitude.signum() == 0 ? Optional.empty() : Optional.of(magnitude.negate());
  }

  private static BigDecimal magnitude(Value.Decimal128 value) {
    long high = value.high();
    if ((high & LARGE) == LARGE) {
      int exponent = (int) (high >>> 47 & 0x3FFF) - BIAS;
      return BigDecimal.valueOf(0, -exponent);
    }
    int exponent = (int) (high >>> 49 & 0x3FFF) - BIAS;
    BigInteger coefficient =
        BigInteger.valueOf(high & HIGH_COEFFICIENT)
            .shiftLeft(64)
            .or(BigInteger.valueOf(value.low()).and(LOW_MASK));
    boolean canonical = coefficient.compareTo(MOST_COEFFICIENT) <= 0;
    return new BigDecimal(canonical ? coefficient : BigInteger.ZERO, -exponent);
  }

  /** {@link BigDecimal} would also take digits of other scripts, and a second sign. */
  private static BigDecimal magnitude(String text, String unsigned) {
    boolean plain =
        unsigned.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0)
            && !unsigned.startsWith("+")
            && !unsigned.startsWith("-");
    try {
      if (plain) {
        return new BigDecimal(unsigned);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a decimal128 number", e);
    }
    throw new IllegalArgumentException("'" + text + "' is not a decimal128 number");
  }

  private static Value.Decimal128 encode(long sign, BigDecimal magnitude) {
    BigDecimal fitting = fitting(magnitude);
    BigInteger coefficient = fitting.unscaledValue();
    long exponent = BIAS - (long) fitting.scale();
    long high = sign | exponent << 49 | coefficient.shiftRight(64).longValue();
    return new Value.Decimal128(high, coefficient.longValue());
  }

  /** The same number with an exponent in range and at most 34 digits: zeros move, digits never. */
  private static BigDecimal fitting(BigDecimal number) {
    if (number.signum() == 0) {
      long exponent = Math.clamp(-(long) number.scale(), LEAST_EXPONENT, MOST_EXPONENT);
      return BigDecimal.valueOf(0, (int) -exponent);
    }
    // The longest scale that leaves 34 digits, and is in range.
    long roomiest = MOST_DIGITS - (number.precision() - (long) number.scale());
    long scale = Math.min(Math.min(number.scale(), roomiest), -(long) LEAST_EXPONENT);
    if (scale < -(long) MOST_EXPONENT) {
      scale = -(long) MOST_EXPONENT;
    }
    if (scale > roomiest) {
      throw new IllegalArgumentException("a decimal128 is below 1E+6145, unlike " + brief(number));
    }
    if (number.scale() - scale < number.precision()) {
      try {
        return number.setScale((int) scale);
      } catch (ArithmeticException e) {
        throw tooFine(number, e);
      }
    }
    // As many digits to drop as there are cannot all be zeros, and trying might take for ever.
    throw tooFine(number, new ArithmeticException("rounding necessary"));
  }

  private static IllegalArgumentException tooFine(BigDecimal number, ArithmeticException e) {
    return new IllegalArgumentException(
        "a decimal128 has at most 34 digits, the last at 1E-6176 or above, unlike " + brief(number),
        e);
  }

  private static String brief(BigDecimal number) {
    return Excerpt.of(number.toString(), 60);
  }
}

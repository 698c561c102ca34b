package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Reads IEEE 754-2008 decimal128 in its binary integer encoding, which is the one of BSON. */
final class Decimal128Bits {

  private static final int BIAS = 6176;
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger MOST = BigInteger.TEN.pow(34).subtract(BigInteger.ONE);

  private Decimal128Bits() {}

  /** The number; empty for infinities, not-a-number and minus zero, which no decimal is. */
  static Optional<BigDecimal> finite(Value.Decimal128 value) {
    if (isSpecial(value)) {
      return Optional.empty();
    }
    BigInteger digits = digits(value);
    boolean negative = value.high() < 0;
    if (negative && digits.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(negative ? digits.negate() : digits, scale(value)));
  }

  /** The text of a value that {@link #finite} does not give. */
  static String text(Value.Decimal128 value) {
    if (!isSpecial(value)) {
      return "-" + new BigDecimal(digits(value), scale(value));
    }
    boolean infinite = ((value.high() >>> 58) & 1) == 0;
    return infinite ? (value.high() < 0 ? "-Infinity" : "Infinity") : "NaN";
  }

  /** The four bits behind the sign say so. */
  private static boolean isSpecial(Value.Decimal128 value) {
    return ((value.high() >>> 59) & 15) == 15;
  }

  /** Whether the exponent stands two bits further right: such digits are over 34, and mean zero. */
  private static boolean isLarge(Value.Decimal128 value) {
    return ((value.high() >>> 61) & 3) == 3;
  }

  private static int scale(Value.Decimal128 value) {
    return BIAS - (int) ((value.high() >>> (isLarge(value) ? 47 : 49)) & 0x3fff);
  }

  private static BigInteger digits(Value.Decimal128 value) {
    if (isLarge(value)) {
      return BigInteger.ZERO;
    }
    BigInteger low = BigInteger.valueOf(value.low());
    BigInteger digits =
        BigInteger.valueOf(value.high() & 0x1_ffff_ffff_ffffL)
            .shiftLeft(64)
            .add(low.signum() < 0 ? low.add(TWO_TO_64) : low);
    return digits.compareTo(MOST) > 0 ? BigInteger.ZERO : digits;
  }
}

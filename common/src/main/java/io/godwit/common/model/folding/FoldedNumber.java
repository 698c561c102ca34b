package io.godwit.common.model.folding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * The hashes of numbers, by value.
 *
 * <p>A double has two decimal numbers that it stands for: the one that its bits are, as MongoDB
 * compares it, and the shortest that reads as it, as a SQL column of decimals gets it. Both fold to
 * the double, and so all four are one. A number that is neither (a whole one of 20 digits) folds by
 * its digits: by the nearest double alone, long order numbers in sequence would all be one.
 */
final class FoldedNumber {

  /** Up to here every whole number is a double. */
  private static final long EXACT = 1L << 53;

  /** Digits that surely fit a long. */
  private static final int FEW = 15;

  /** PostgreSQL's decimals have at most 131072 digits before the point. */
  private static final int MOST_OF_EXPONENT = 6;

  private FoldedNumber() {}

  static long of(long value) {
    return value > -EXACT && value < EXACT
        ? Folding.mix(Double.doubleToLongBits((double) value))
        : of(BigDecimal.valueOf(value));
  }

  static long of(double value) {
    // Minus zero is zero, and of not-a-number there are many.
    return Folding.mix(Double.doubleToLongBits(value + 0.0));
  }

  static long of(BigDecimal value) {
    double near = value.doubleValue();
    boolean isDouble =
        Double.isFinite(near)
            && (new BigDecimal(near).compareTo(value) == 0
                || new BigDecimal(Double.toString(near)).compareTo(value) == 0);
    if (isDouble) {
      return of(near);
    }
    BigDecimal shortest = value.stripTrailingZeros();
    return Folding.mix(31L * shortest.unscaledValue().hashCode() + shortest.scale());
  }

  /** The hash of the number that a text spells; empty where it spells none. */
  static OptionalLong find(String text) {
    int length = text.length();
    if (length <= FEW && isDigits(text, 0, length)) {
      return OptionalLong.of(of(Long.parseLong(text)));
    }
    int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    if (length > start + 1 && text.charAt(start) == '0') {
      OptionalLong other = ofOtherBase(text, start);
      if (other.isPresent()) {
        return other;
      }
    }
    return isDecimal(text, start)
        ? OptionalLong.of(of(new BigDecimal(text.replace("_", ""))))
        : OptionalLong.empty();
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return from < to;
  }

  /** What PostgreSQL also reads as a whole number: 0x1F, 0o17, 0b11. */
  private static OptionalLong ofOtherBase(String text, int start) {
    int base =
        switch (text.charAt(start + 1)) {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> 0;
        };
    if (base == 0) {
      return OptionalLong.empty();
    }
    String digits = text.substring(start + 2).replace("_", "");
    String sign = text.charAt(0) == '-' ? "-" : "";
    try {
      if (digits.startsWith("-") || digits.startsWith("+")) {
        return OptionalLong.empty();
      }
      return OptionalLong.of(of(new BigDecimal(new BigInteger(sign + digits, base))));
    } catch (NumberFormatException e) {
      // It only began like one.
      return OptionalLong.empty();
    }
  }

  /** Digits with at most one point among them, and perhaps an exponent. */
  private static boolean isDecimal(String text, int start) {
    int i = start;
    int digits = 0;
    boolean point = false;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && !point) {
        point = true;
      } else if (c != '_' || digits == 0) {
        break;
      }
    }
    if (digits == 0 || i == text.length()) {
      return digits > 0;
    }
    if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
      return false;
    }
    int from = i + 1;
    if (from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+')) {
      from++;
    }
    return text.length() - from <= MOST_OF_EXPONENT && isDigits(text, from, text.length());
  }
}

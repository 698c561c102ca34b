package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.DecimalText;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Why a column would not hold a number as it is. A number that is out of the range of a whole or
 * floating type is left to the server, which says so.
 */
public final class NumberFit {

  /** Up to here every whole number is a double. */
  private static final long EXACT = 1L << 53;

  /** 2 to the 63rd, the first double that is no long. */
  private static final double BEHIND_LONG = 0x1p63;

  private NumberFit() {}

  /** Of a whole number. */
  public static Optional<Failure> whole(long value, Column column) {
    return switch (column.kind()) {
      case INT2, INT4, INT8, JSON, JSONB -> Optional.empty();
      case NUMERIC, FLOAT4, FLOAT8 ->
          mayLose(value, column) ? loss(BigDecimal.valueOf(value), column) : Optional.empty();
      case TEXT, CHAR -> TextFit.length(Long.toString(value), column);
      default -> ValueMessages.type(new Value.Int64(value), column);
    };
  }

  private static boolean mayLose(long value, Column column) {
    return switch (column.kind()) {
      case NUMERIC -> column.hasScale() && column.scale() < 0;
      case FLOAT8 -> value < -EXACT || value > EXACT;
      default -> true;
    };
  }

  /** Of a binary floating-point number. */
  public static Optional<Failure> floating(double value, Column column) {
    return switch (column.kind()) {
      case FLOAT8 -> Optional.empty();
      case FLOAT4 ->
          Double.isNaN(value) || (double) (float) value == value
              ? Optional.empty()
              : ValueMessages.inexact(Double.toString(value), column, "it keeps 24 bits");
      case INT2, INT4, INT8 ->
          value == Math.rint(value) && Math.abs(value) < BEHIND_LONG && !isMinusZero(value)
              ? Optional.empty()
              : ValueMessages.type(new Value.Float64(value), column);
      case NUMERIC -> numeric(value, column);
      case JSON, JSONB -> Fit.json(new Value.Float64(value), column);
      case TEXT, CHAR -> TextFit.length(Double.toString(value), column);
      default -> ValueMessages.type(new Value.Float64(value), column);
    };
  }

  /** What is not finite is left to the server: some decimals can be infinite. */
  private static Optional<Failure> numeric(double value, Column column) {
    if (isMinusZero(value)) {
      return ValueMessages.inexact("-0.0", column, "it has no minus zero");
    }
    return Double.isFinite(value)
        ? loss(new BigDecimal(Double.toString(value)), column)
        : Optional.empty();
  }

  private static boolean isMinusZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }

  /** Of a decimal number. */
  public static Optional<Failure> decimal(BigDecimal value, Column column) {
    return switch (column.kind()) {
      case NUMERIC, FLOAT4, FLOAT8 -> loss(value, column);
      case JSON, JSONB -> Optional.empty();
      case TEXT, CHAR -> TextFit.length(DecimalText.of(value), column);
      case INT2, INT4, INT8 -> integer(value, column);
      default -> ValueMessages.type(new Value.Decimal(value), column);
    };
  }

  private static Optional<Failure> integer(BigDecimal value, Column column) {
    try {
      return whole(value.longValueExact(), column);
    } catch (ArithmeticException e) {
      return ValueMessages.inexact(value.toString(), column, "it holds whole numbers of its size");
    }
  }

  /**
   * The number that a text plainly is; empty for not-a-number, infinities, hexadecimal ones, and
   * whatever the server will refuse.
   */
  public static Optional<BigDecimal> plainNumber(String text) {
    try {
      return Optional.of(new BigDecimal(text.strip().replace("_", "")));
    } catch (NumberFormatException e) {
      // Most keys and fields are numbers where the column is one, so this is seldom met.
      return Optional.empty();
    }
  }

  /** Why a column of numbers would change a decimal that it takes; empty where it would not. */
  public static Optional<Failure> loss(BigDecimal value, Column column) {
    return switch (column.kind()) {
      case NUMERIC ->
          !column.hasScale()
                  || value.scale() <= column.scale()
                  || value.stripTrailingZeros().scale() <= column.scale()
              ? Optional.empty()
              : ValueMessages.inexact(
                  value.toString(), column, "it keeps " + column.scale() + " decimal places");
      case FLOAT8 -> {
        double near = value.doubleValue();
        yield holds(near, Double.toString(near), value, column);
      }
      case FLOAT4 -> {
        float near = value.floatValue();
        yield holds(near, Float.toString(near), value, column);
      }
      default -> Optional.empty();
    };
  }

  /**
   * A floating-point number stands for the decimal that it is, and for the shortest one that reads
   * as it: 0.1 is such a one, and what the database shows for it.
   */
  private static Optional<Failure> holds(
      double near, String shortest, BigDecimal value, Column column) {
    boolean same =
        Double.isFinite(near)
            && (new BigDecimal(shortest).compareTo(value) == 0
                || new BigDecimal(near).compareTo(value) == 0);
    return same
        ? Optional.empty()
        : ValueMessages.inexact(value.toString(), column, "it keeps fewer digits");
  }
}

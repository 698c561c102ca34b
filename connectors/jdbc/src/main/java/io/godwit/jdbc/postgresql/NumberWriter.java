package io.godwit.jdbc.postgresql;

import io.godwit.common.model.DecimalText;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** Writes numbers into columns that hold the same number, and refuses the others. */
final class NumberWriter {

  /** Up to here every whole number is a double. */
  private static final long EXACT = 1L << 53;

  /** 2 to the 63rd, the first double that is no long. */
  private static final double BEHIND_LONG = 0x1p63;

  private NumberWriter() {}

  /** Writes a whole number. */
  static Optional<Failure> whole(long value, Column column, CopyBuffer out) {
    return switch (column.kind()) {
      case INT2, INT4, INT8, JSON, JSONB -> number(value, out);
      case NUMERIC, FLOAT4, FLOAT8 -> {
        Optional<Failure> loss =
            mayLose(value, column) ? loss(BigDecimal.valueOf(value), column) : Optional.empty();
        yield loss.isPresent() ? loss : number(value, out);
      }
      case TEXT, CHAR -> TextWriter.limited(Long.toString(value), column, out);
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

  private static Optional<Failure> number(long value, CopyBuffer out) {
    out.number(value);
    return Optional.empty();
  }

  /** Writes a binary floating-point number in its shortest form. */
  static Optional<Failure> floating(double value, Column column, CopyBuffer out) {
    return switch (column.kind()) {
      case FLOAT8 -> plain(Double.toString(value), out);
      case FLOAT4 ->
          Double.isNaN(value) || (double) (float) value == value
              ? plain(Double.toString(value), out)
              : ValueMessages.inexact(Double.toString(value), column, "it keeps 24 bits");
      case INT2, INT4, INT8 ->
          value == Math.rint(value) && Math.abs(value) < BEHIND_LONG && !isMinusZero(value)
              ? number((long) value, out)
              : ValueMessages.type(new Value.Float64(value), column);
      case NUMERIC -> numeric(value, column, out);
      case JSON, JSONB -> ValueWriter.json(new Value.Float64(value), column, out);
      case TEXT, CHAR -> TextWriter.limited(Double.toString(value), column, out);
      default -> ValueMessages.type(new Value.Float64(value), column);
    };
  }

  private static Optional<Failure> numeric(double value, Column column, CopyBuffer out) {
    if (isMinusZero(value)) {
      return ValueMessages.inexact("-0.0", column, "it has no minus zero");
    }
    return Double.isFinite(value)
        ? decimal(new BigDecimal(Double.toString(value)), column, out)
        : plain(Double.toString(value), out);
  }

  private static Optional<Failure> plain(String text, CopyBuffer out) {
    out.plain(text);
    return Optional.empty();
  }

  private static boolean isMinusZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }

  /** Writes a decimal number with its scale. */
  static Optional<Failure> decimal(BigDecimal value, Column column, CopyBuffer out) {
    return switch (column.kind()) {
      case NUMERIC, FLOAT4, FLOAT8 -> {
        Optional<Failure> loss = loss(value, column);
        if (loss.isEmpty()) {
          out.decimal(value);
        }
        yield loss;
      }
      case JSON, JSONB -> {
        out.decimal(value);
        yield Optional.empty();
      }
      case TEXT, CHAR -> TextWriter.limited(DecimalText.of(value), column, out);
      case INT2, INT4, INT8 -> integer(value, column, out);
      default -> ValueMessages.type(new Value.Decimal(value), column);
    };
  }

  private static Optional<Failure> integer(BigDecimal value, Column column, CopyBuffer out) {
    try {
      return number(value.longValueExact(), out);
    } catch (ArithmeticException e) {
      return ValueMessages.inexact(value.toString(), column, "it holds whole numbers of its size");
    }
  }

  /**
   * The number that a text plainly is; empty for not-a-number, infinities, hexadecimal ones, and
   * whatever the server will refuse.
   */
  static Optional<BigDecimal> plainNumber(String text) {
    try {
      return Optional.of(new BigDecimal(text.strip().replace("_", "")));
    } catch (NumberFormatException e) {
      // Most keys and fields are numbers where the column is one, so this is seldom met.
      return Optional.empty();
    }
  }

  /** Why a column of numbers would change a decimal that it takes; empty where it would not. */
  static Optional<Failure> loss(BigDecimal value, Column column) {
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

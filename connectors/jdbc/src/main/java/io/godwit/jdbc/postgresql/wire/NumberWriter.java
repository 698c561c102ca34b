package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.DecimalText;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.NumberFit;
import java.math.BigDecimal;
import java.util.Optional;

/** Writes numbers into columns that hold the same number, and refuses the others. */
final class NumberWriter {

  private NumberWriter() {}

  /** Writes a whole number; its digits are the same in a text. */
  static Optional<Failure> whole(long value, Column column, CopyBuffer out) {
    Optional<Failure> problem = NumberFit.whole(value, column);
    if (problem.isEmpty()) {
      out.number(value);
    }
    return problem;
  }

  /** Writes a binary floating-point number in its shortest form. */
  static Optional<Failure> floating(double value, Column column, CopyBuffer out) {
    Optional<Failure> problem = NumberFit.floating(value, column);
    if (problem.isEmpty()) {
      switch (column.kind()) {
        case INT2, INT4, INT8 -> out.number((long) value);
        case NUMERIC -> numeric(value, out);
        default -> out.plain(Double.toString(value));
      }
    }
    return problem;
  }

  private static void numeric(double value, CopyBuffer out) {
    String shortest = Double.toString(value);
    if (Double.isFinite(value)) {
      out.decimal(new BigDecimal(shortest));
    } else {
      out.plain(shortest);
    }
  }

  /** Writes a decimal number with its scale. */
  static Optional<Failure> decimal(BigDecimal value, Column column, CopyBuffer out) {
    Optional<Failure> problem = NumberFit.decimal(value, column);
    if (problem.isEmpty()) {
      switch (column.kind()) {
        case INT2, INT4, INT8 -> out.number(value.longValue());
        case TEXT, CHAR -> out.plain(DecimalText.of(value));
        default -> out.decimal(value);
      }
    }
    return problem;
  }
}

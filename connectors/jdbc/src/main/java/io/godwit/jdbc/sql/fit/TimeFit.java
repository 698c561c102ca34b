package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Why a column would not hold a date or time as it is. A point in time fits only a column with a
 * time zone, and a time on a wall clock only one without: everything else would shift it by an
 * offset that nobody named.
 */
public final class TimeFit {

  private static final int NANOSECOND = 9;

  private TimeFit() {}

  /** Of a day. */
  public static Optional<Failure> date(Value.Date value, Column column) {
    return column.kind() == ColumnKind.DATE ? Optional.empty() : elsewhere(value, column);
  }

  /** Of a time of day. */
  public static Optional<Failure> time(Value.Time value, Column column) {
    return column.kind() == ColumnKind.TIME
        ? kept(value.value(), column)
        : elsewhere(value, column);
  }

  /** Of a point in time. */
  public static Optional<Failure> timestamp(Value.Timestamp value, Column column) {
    return column.kind() == ColumnKind.TIMESTAMPTZ
        ? kept(value.value(), column)
        : elsewhere(value, column);
  }

  /** Of a date and time on a wall clock. */
  public static Optional<Failure> localTimestamp(Value.LocalTimestamp value, Column column) {
    return column.kind() == ColumnKind.TIMESTAMP
        ? kept(value.value(), column)
        : elsewhere(value, column);
  }

  /** What is said of a time with more digits than the column keeps. */
  public static Optional<Failure> tooFine(String value, Column column) {
    return ValueMessages.inexact(
        value, column, "it keeps " + column.fractionDigits() + " digits of a second's fraction");
  }

  /**
   * Whether a column keeps all digits of a time.
   *
   * @param nanos of its second, or since any whole second
   */
  public static boolean keeps(long nanos, Column column) {
    int unit = 1;
    for (int i = column.fractionDigits(); i < NANOSECOND; i++) {
      unit *= 10;
    }
    return nanos % unit == 0;
  }

  private static Optional<Failure> kept(TemporalAccessor time, Column column) {
    return keeps(time.get(ChronoField.NANO_OF_SECOND), column)
        ? Optional.empty()
        : tooFine(time.toString(), column);
  }

  private static Optional<Failure> elsewhere(Value value, Column column) {
    return column.isText() ? TextFit.length(Key.display(value), column) : Fit.json(value, column);
  }
}

package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Failure;
import io.godwit.common.model.Key;
import io.godwit.common.model.Value;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Writes dates and times. A point in time goes only into a column with a time zone, and a time on a
 * wall clock only into one without: everything else would shift it by an offset that nobody named.
 */
final class TimeWriter {

  private static final int MICROSECOND = 6;
  private static final int NANOSECOND = 9;

  private TimeWriter() {}

  /** Writes a day. */
  static Optional<Failure> date(Value.Date value, Column column, CopyBuffer out) {
    if (column.kind() != ColumnKind.DATE) {
      return text(value, column, out);
    }
    date(value.value(), out);
    return era(value.value(), out);
  }

  /** Writes a time of day. */
  static Optional<Failure> time(Value.Time value, Column column, CopyBuffer out) {
    if (column.kind() != ColumnKind.TIME) {
      return text(value, column, out);
    }
    if (!keeps(value.value(), column)) {
      return tooFine(value.value().toString(), column);
    }
    time(value.value(), out);
    return Optional.empty();
  }

  /** Writes a point in time. */
  static Optional<Failure> timestamp(Value.Timestamp value, Column column, CopyBuffer out) {
    if (column.kind() != ColumnKind.TIMESTAMPTZ) {
      return text(value, column, out);
    }
    if (!keeps(value.value(), column)) {
      return tooFine(value.value().toString(), column);
    }
    LocalDateTime utc = LocalDateTime.ofInstant(value.value(), ZoneOffset.UTC);
    dateTime(utc, out);
    out.plain("+00");
    return era(utc.toLocalDate(), out);
  }

  /** Writes a date and time on a wall clock. */
  static Optional<Failure> localTimestamp(
      Value.LocalTimestamp value, Column column, CopyBuffer out) {
    if (column.kind() != ColumnKind.TIMESTAMP) {
      return text(value, column, out);
    }
    if (!keeps(value.value(), column)) {
      return tooFine(value.value().toString(), column);
    }
    dateTime(value.value(), out);
    return era(value.value().toLocalDate(), out);
  }

  /** What is said of a time with more digits than the column keeps. */
  static Optional<Failure> tooFine(String value, Column column) {
    return ValueMessages.inexact(
        value, column, "it keeps " + column.fractionDigits() + " digits of a second's fraction");
  }

  /** Whether a column keeps all digits of a time. */
  static boolean keeps(TemporalAccessor time, Column column) {
    int unit = 1;
    for (int i = column.fractionDigits(); i < NANOSECOND; i++) {
      unit *= 10;
    }
    return time.get(ChronoField.NANO_OF_SECOND) % unit == 0;
  }

  private static Optional<Failure> text(Value value, Column column, CopyBuffer out) {
    return ValueWriter.isText(column)
        ? TextWriter.limited(Key.display(value), column, out)
        : ValueWriter.json(value, column, out);
  }

  private static void dateTime(LocalDateTime value, CopyBuffer out) {
    date(value.toLocalDate(), out);
    out.raw(' ');
    time(value.toLocalTime(), out);
  }

  private static void date(LocalDate value, CopyBuffer out) {
    int year = value.getYear();
    out.padded(year > 0 ? year : 1L - year, 4);
    out.raw('-');
    out.padded(value.getMonthValue(), 2);
    out.raw('-');
    out.padded(value.getDayOfMonth(), 2);
  }

  /** PostgreSQL has no year 0: the year before 1 is 1 BC. */
  private static Optional<Failure> era(LocalDate value, CopyBuffer out) {
    if (value.getYear() < 1) {
      out.plain(" BC");
    }
    return Optional.empty();
  }

  private static void time(LocalTime value, CopyBuffer out) {
    out.padded(value.getHour(), 2);
    out.raw(':');
    out.padded(value.getMinute(), 2);
    out.raw(':');
    out.padded(value.getSecond(), 2);
    int micros = value.get(ChronoField.MICRO_OF_SECOND);
    if (micros != 0) {
      out.raw('.');
      out.padded(micros, MICROSECOND);
    }
  }
}

package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.JsonText;
import io.godwit.jdbc.sql.fit.TimeFit;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** Writes dates and times, in the session's zone, which is UTC. */
final class TimeWriter {

  private static final int MICROSECOND = 6;

  private TimeWriter() {}

  /** Writes a day. */
  static Optional<Failure> date(Value.Date value, Column column, CopyBuffer out) {
    Optional<Failure> problem = TimeFit.date(value, column);
    if (problem.isPresent() || column.kind() != ColumnKind.DATE) {
      return problem.isPresent() ? problem : text(value, column, out);
    }
    date(value.value(), out);
    return era(value.value(), out);
  }

  /** Writes a time of day. */
  static Optional<Failure> time(Value.Time value, Column column, CopyBuffer out) {
    Optional<Failure> problem = TimeFit.time(value, column);
    if (problem.isPresent() || column.kind() != ColumnKind.TIME) {
      return problem.isPresent() ? problem : text(value, column, out);
    }
    time(value.value(), out);
    return Optional.empty();
  }

  /** Writes a point in time. */
  static Optional<Failure> timestamp(Value.Timestamp value, Column column, CopyBuffer out) {
    Optional<Failure> problem = TimeFit.timestamp(value, column);
    if (problem.isPresent() || column.kind() != ColumnKind.TIMESTAMPTZ) {
      return problem.isPresent() ? problem : text(value, column, out);
    }
    LocalDateTime utc = LocalDateTime.ofInstant(value.value(), ZoneOffset.UTC);
    dateTime(utc, out);
    out.plain("+00");
    return era(utc.toLocalDate(), out);
  }

  /** Writes a date and time on a wall clock. */
  static Optional<Failure> localTimestamp(
      Value.LocalTimestamp value, Column column, CopyBuffer out) {
    Optional<Failure> problem = TimeFit.localTimestamp(value, column);
    if (problem.isPresent() || column.kind() != ColumnKind.TIMESTAMP) {
      return problem.isPresent() ? problem : text(value, column, out);
    }
    dateTime(value.value(), out);
    return era(value.value().toLocalDate(), out);
  }

  /** In a column that holds it as characters or as JSON. */
  private static Optional<Failure> text(Value value, Column column, CopyBuffer out) {
    return TextWriter.characters(
        column.isText() ? Key.display(value) : JsonText.of(value), column, out);
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

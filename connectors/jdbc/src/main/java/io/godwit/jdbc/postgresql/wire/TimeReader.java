package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.value.Value;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * Reads dates and times in PostgreSQL's ISO style of a session in UTC: {@code 2026-11-21
 * 10:00:00.25+00}, with {@code BC} at the end where it applies. What Java's types have no place for
 * (both infinities, and the midnight at the end of a day) stays a text, which the same column of
 * another PostgreSQL takes.
 */
final class TimeReader {

  private static final String UTC = "+00";
  private static final String BEFORE_CHRIST = " BC";

  private TimeReader() {}

  static Value date(String text) {
    return finite(text, t -> new Value.Date(day(t)));
  }

  static Value time(String text) {
    return text.startsWith("24:") ? new Value.Text(text) : new Value.Time(LocalTime.parse(text));
  }

  static Value localTimestamp(String text) {
    return finite(text, t -> new Value.LocalTimestamp(dateTime(t)));
  }

  static Value timestamp(String text) {
    return finite(
        text, t -> new Value.Timestamp(dateTime(t.replace(UTC, "")).toInstant(ZoneOffset.UTC)));
  }

  private static Value finite(String text, Function<String, Value> reader) {
    return text.endsWith("infinity") ? new Value.Text(text) : reader.apply(text);
  }

  private static LocalDateTime dateTime(String text) {
    int blank = text.indexOf(' ');
    int end = text.endsWith(BEFORE_CHRIST) ? text.length() - BEFORE_CHRIST.length() : text.length();
    String day = text.substring(0, blank) + text.substring(end);
    return LocalDateTime.of(day(day), LocalTime.parse(text.substring(blank + 1, end)));
  }

  private static LocalDate day(String text) {
    String[] parts = text.split("[- ]");
    int year = Integer.parseInt(parts[0]);
    return LocalDate.of(
        text.endsWith(BEFORE_CHRIST) ? 1 - year : year,
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]));
  }
}

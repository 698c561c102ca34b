package io.godwit.jdbc.mysql.wire;

import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Days and times as the server reads them, in the session's zone, which is UTC. */
final class TimeText {

  private static final DateTimeFormatter WITHOUT_FRACTION =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter WITH_FRACTION =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private TimeText() {}

  /** The text of a day or time, with at most six digits of a second's fraction. */
  static String of(Value value) {
    return switch (value) {
      case Value.LocalTimestamp(LocalDateTime at) -> of(at);
      case Value.Timestamp(var at) -> of(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
      // ISO 8601, which the server reads, with seconds or without.
      default -> Key.display(value);
    };
  }

  private static String of(LocalDateTime at) {
    return (at.truncatedTo(ChronoUnit.SECONDS).equals(at) ? WITHOUT_FRACTION : WITH_FRACTION)
        .format(at);
  }
}

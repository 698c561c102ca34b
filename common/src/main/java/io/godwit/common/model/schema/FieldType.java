package io.godwit.common.model.schema;

import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

/** The types that a job file can declare for a field, and how a text becomes one of them. */
public enum FieldType {
  TEXT,
  BOOLEAN,
  /** A whole number of 64 bits. */
  INTEGER,
  /** A whole number of 32 bits, which MongoDB tells apart from the longer one. */
  INT32,
  DECIMAL,
  DOUBLE,
  DATE,
  TIME,
  /** A point in time; the text names its offset, or ends in Z. */
  TIMESTAMP,
  /** A date and time without an offset. */
  DATETIME,
  UUID,
  OBJECTID;

  private static final int MOST_DIGITS = 1000;
  private static final int MOST_PLACES = 20_000;

  /** How job files spell it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The text as a value of this type.
   *
   * @throws IllegalArgumentException where the text is not of this type; the message names the
   *     text, cut to 60 characters, and the rule
   */
  public Value parse(String text) {
    try {
      return switch (this) {
        case TEXT -> new Value.Text(text);
        case BOOLEAN -> new Value.Bool(parseBoolean(text));
        case INTEGER -> new Value.Int64(Long.parseLong(text));
        case INT32 -> new Value.Int32(Integer.parseInt(text));
        case DECIMAL -> new Value.Decimal(parseDecimal(text));
        case DOUBLE -> new Value.Float64(Double.parseDouble(text));
        case DATE -> new Value.Date(LocalDate.parse(text));
        case TIME -> new Value.Time(LocalTime.parse(text));
        case TIMESTAMP -> new Value.Timestamp(parseInstant(text));
        case DATETIME -> new Value.LocalTimestamp(LocalDateTime.parse(text.replace(' ', 'T')));
        case UUID -> new Value.Uuid(parseUuid(text));
        case OBJECTID -> new Value.ObjectId(text);
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("'" + cut(text) + "' is not " + rule(), e);
    }
  }

  private static boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> true;
      case "false", "f", "no", "n", "0" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /**
   * Targets hold far less than these bounds, and beyond them a few bytes of text (1E+2000000000)
   * could cost a worker all its memory, or a megabyte of digits a minute.
   */
  private static BigDecimal parseDecimal(String text) {
    if (text.length() > MOST_PLACES + MOST_DIGITS) {
      throw new IllegalArgumentException(text.length() + " characters");
    }
    BigDecimal number = new BigDecimal(text);
    if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_PLACES) {
      throw new IllegalArgumentException("too large or too fine");
    }
    return number;
  }

  private static Instant parseInstant(String text) {
    return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
  }

  /** {@link java.util.UUID#fromString} alone would also take shortened groups. */
  private static UUID parseUuid(String text) {
    UUID uuid = java.util.UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException(text);
    }
    return uuid;
  }

  private static String cut(String text) {
    return Excerpt.of(text, 60);
  }

  private String rule() {
    return switch (this) {
      case TEXT -> "text";
      case BOOLEAN -> "a boolean (true, false, t, f, yes, no, y, n, 1, 0)";
      case INTEGER -> "an integer from -2^63 to 2^63-1";
      case INT32 -> "an integer from -2^31 to 2^31-1";
      case DECIMAL -> "a decimal number of at most 1000 digits and an exponent within 20000";
      case DOUBLE -> "a number";
      case DATE -> "a date such as 2026-11-21";
      case TIME -> "a time such as 22:05:00";
      case TIMESTAMP -> "a time stamp with offset such as 2026-11-21T22:05:00Z";
      case DATETIME -> "a date and time such as 2026-11-21T22:05:00";
      case UUID -> "a UUID";
      case OBJECTID -> "an ObjectId of 24 hexadecimal digits";
    };
  }
}

package io.godwit.jdbc.mysql.wire;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What MariaDB and MySQL take and change, beyond what all databases do. */
final class OwnLimits {

  /** What the documentation promises of days; before it, they may work. */
  private static final int FIRST_YEAR = 1000;

  private static final int LAST_YEAR = 9999;

  /** Of the type {@code year}; it takes numbers of two digits for other years. */
  private static final int FIRST_SHORT_YEAR = 1901;

  private static final int LAST_SHORT_YEAR = 2155;

  private static final int MOST_DIGITS = 65;

  /** 2 to the 64th, which no number of the type JSON reaches as a whole one. */
  private static final BigDecimal BEHIND_WHOLE = BigDecimal.TWO.pow(64);

  private OwnLimits() {}

  /**
   * Why a column would change a value that other databases would keep; empty where it would not.
   */
  static Optional<Failure> problem(Value value, Column column) {
    return switch (column.kind()) {
      case BOOL, UUID, ARRAY, CUTTING, TEXT, JSON, OTHER -> Optional.empty();
      case INT2, INT4, INT8 -> isYear(value, column) ? Optional.empty() : noYear(value, column);
      case FLOAT4, FLOAT8, NUMERIC -> number(value, column);
      case CHAR -> padded(Key.display(value), column);
      case JSONB -> json(value, column);
      case BYTES ->
          value instanceof Value.Binary b ? bytes(b.bytes().length, column) : Optional.empty();
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> day(value, column);
    };
  }

  private static boolean isYear(Value value, Column column) {
    if (!Spelling.word(column).equals("year")) {
      return true;
    }
    return switch (value) {
      case Value.Int32(int year) -> isShortYear(year);
      case Value.Int64(long year) -> isShortYear(year);
      default -> false;
    };
  }

  private static boolean isShortYear(long year) {
    return year >= FIRST_SHORT_YEAR && year <= LAST_SHORT_YEAR;
  }

  private static Optional<Failure> noYear(Value value, Column column) {
    return ValueMessages.inexact(Key.display(value), column, "it has the years from 1901 to 2155");
  }

  private static Optional<Failure> number(Value value, Column column) {
    if (value instanceof Value.Float64(double d) && !Double.isFinite(d)) {
      return ValueMessages.inexact(
          Double.toString(d), column, "it has neither infinite numbers nor any that is none");
    }
    if (Spelling.word(column).equals("bit") && !isBits(value, column.maxLength())) {
      return ValueMessages.inexact(
          Key.display(value), column, "it has the whole numbers of so many bits");
    }
    // A short text may stand for a million digits, which would be sent.
    return value instanceof Value.Decimal(BigDecimal d)
            && column.kind() == ColumnKind.NUMERIC
            && (long) d.precision() - d.scale() > MOST_DIGITS
        ? ValueMessages.inexact(d.toString(), column, "it has " + MOST_DIGITS + " digits at most")
        : Optional.empty();
  }

  /** The server would make the complement of a negative number, and a limit of a large one. */
  private static boolean isBits(Value value, int bits) {
    BigDecimal number = new BigDecimal(Key.display(value));
    return number.signum() >= 0
        && number.compareTo(BigDecimal.TWO.pow(bits)) < 0
        && number.stripTrailingZeros().scale() <= 0;
  }

  private static Optional<Failure> padded(String text, Column column) {
    String kept = withoutPadding(text);
    int characters = kept.codePointCount(0, kept.length());
    return characters > column.maxLength()
        ? ValueMessages.tooLong(characters, column)
        : Optional.empty();
  }

  /** Blanks at the end of a {@code char(n)} are not kept, and do not count when it is compared. */
  static String withoutPadding(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static Optional<Failure> bytes(int length, Column column) {
    return Spelling.word(column).equals("binary") && length < column.maxLength()
        ? ValueMessages.inexact(
            length + " bytes", column, "it fills them up with zeros to " + column.maxLength())
        : Optional.empty();
  }

  private static Optional<Failure> day(Value value, Column column) {
    Optional<LocalDate> day =
        switch (value) {
          case Value.Date(var d) -> Optional.of(d);
          case Value.LocalTimestamp(var t) -> Optional.of(t.toLocalDate());
          case Value.Timestamp(var t) -> Optional.of(t.atOffset(ZoneOffset.UTC).toLocalDate());
          default -> Optional.empty();
        };
    return day.filter(d -> d.getYear() < FIRST_YEAR || d.getYear() > LAST_YEAR)
        .flatMap(d ->
            ValueMessages.inexact(
                Key.display(value), column, "it has the years from 1000 to 9999"));
  }

  /** MySQL's own type JSON has no decimals: what is not whole becomes a binary number. */
  private static Optional<Failure> json(Value value, Column column) {
    return switch (value) {
      case Value.Decimal(BigDecimal d) when !isHeldByJson(d) ->
          ValueMessages.inexact(d.toString(), column, "its JSON has binary numbers");
      case Value.Array(List<Value> values) ->
          values.stream().flatMap(v -> json(v, column).stream()).findFirst();
      case Value.Nested(Document document) ->
          document.toMap().values().stream().flatMap(v -> json(v, column).stream()).findFirst();
      case Value ignored -> Optional.empty();
    };
  }

  private static boolean isHeldByJson(BigDecimal number) {
    boolean whole = number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
    double near = number.doubleValue();
    return (whole && number.abs().compareTo(BEHIND_WHOLE) < 0 && number.scale() == 0)
        || (Double.isFinite(near) && new BigDecimal(Double.toString(near)).compareTo(number) == 0);
  }

  /** Why a text is no value of a type with texts of its own; empty where it is one. */
  static Optional<Failure> other(String text, Column column) {
    return switch (Spelling.word(column)) {
      case "enum", "set" ->
          Labels.problem(text, column.type())
              .flatMap(rule -> ValueMessages.inexact(text, column, rule));
      // Addresses, which the server reads or refuses.
      case "inet4", "inet6" -> Optional.empty();
      default -> ValueMessages.type(new Value.Text(text), column);
    };
  }

  /** The column as one of small numbers, where it is taken for one of truth values. */
  static Column counting(Column column) {
    return column.kind() == ColumnKind.BOOL && Spelling.word(column).equals("tinyint")
        ? new Column(
            column.name(),
            column.quoted(),
            column.type(),
            column.bareType(),
            ColumnKind.INT2,
            column.element(),
            column.limits(),
            column.bytewise(),
            column.required(),
            column.bare(),
            column.supply())
        : column;
  }

  /** Whether a text is one of characters: half a surrogate pair is none. */
  static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}

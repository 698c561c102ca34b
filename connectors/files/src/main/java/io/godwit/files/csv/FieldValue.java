package io.godwit.files.csv;

import io.godwit.common.model.FieldType;
import io.godwit.common.model.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/**
 * Values straight from ASCII bytes, for the forms that nearly all fields have. Everything else, and
 * everything that is wrong, goes to {@link FieldType#parse}, which alone says what a type accepts;
 * so a form left out here costs time and never a value.
 */
final class FieldValue {

  /** Eighteen digits always fit into 64 bits. */
  private static final int MOST_DIGITS = 18;

  /** No text of eighteen digits has this value. */
  private static final long NOT_SIMPLE = Long.MIN_VALUE;

  private FieldValue() {}

  /**
   * The value of a field.
   *
   * @param bytes ASCII from {@code from}, which is before {@code to}
   * @throws IllegalArgumentException as {@link FieldType#parse} does
   */
  static Value of(FieldType type, byte[] bytes, int from, int to) {
    return switch (type) {
      case TEXT -> new Value.Text(text(bytes, from, to));
      case INTEGER -> integer(bytes, from, to);
      case INT32 -> int32(bytes, from, to);
      case DECIMAL -> decimal(bytes, from, to);
      case DATE -> date(bytes, from, to);
      case BOOLEAN, DOUBLE, TIME, TIMESTAMP, DATETIME, UUID, OBJECTID ->
          type.parse(text(bytes, from, to));
    };
  }

  /** ISO 8859-1 maps each ASCII byte to itself, by a plain copy. */
  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static Value integer(byte[] bytes, int from, int to) {
    long value = whole(bytes, from, to);
    return value == NOT_SIMPLE
        ? FieldType.INTEGER.parse(text(bytes, from, to))
        : new Value.Int64(value);
  }

  private static Value int32(byte[] bytes, int from, int to) {
    long value = whole(bytes, from, to);
    return value == (int) value
        ? new Value.Int32((int) value)
        : FieldType.INT32.parse(text(bytes, from, to));
  }

  /** Digits, perhaps behind a minus sign. */
  private static long whole(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    int first = negative ? from + 1 : from;
    if (first == to || to - first > MOST_DIGITS) {
      return NOT_SIMPLE;
    }
    long value = 0;
    for (int i = first; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NOT_SIMPLE;
      }
      value = 10 * value + digit;
    }
    return negative ? -value : value;
  }

  /** Digits, perhaps with a point between them, perhaps behind a minus sign. */
  private static Value decimal(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    int first = negative ? from + 1 : from;
    int point = to;
    long value = 0;
    boolean simple = to - first <= MOST_DIGITS;
    for (int i = first; simple && i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        value = 10 * value + digit;
      } else {
        simple = bytes[i] == '.' && point == to;
        point = i;
      }
    }
    int scale = point == to ? 0 : to - 1 - point;
    if (!simple || point == first || point == to - 1) {
      return FieldType.DECIMAL.parse(text(bytes, from, to));
    }
    return new Value.Decimal(BigDecimal.valueOf(negative ? -value : value, scale));
  }

  private static Value date(byte[] bytes, int from, int to) {
    if (to - from == 10 && bytes[from + 4] == '-' && bytes[from + 7] == '-') {
      int year = digits(bytes, from, from + 4);
      int month = digits(bytes, from + 5, from + 7);
      int day = digits(bytes, from + 8, to);
      if (year >= 0 && month >= 1 && month <= 12 && day >= 1 && isDayOf(year, month, day)) {
        return new Value.Date(LocalDate.of(year, month, day));
      }
    }
    return FieldType.DATE.parse(text(bytes, from, to));
  }

  private static boolean isDayOf(int year, int month, int day) {
    return day <= 28 || day <= Month.of(month).length(Year.isLeap(year));
  }

  /** The number that digits spell, or a negative one where there is anything else. */
  private static int digits(byte[] bytes, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}

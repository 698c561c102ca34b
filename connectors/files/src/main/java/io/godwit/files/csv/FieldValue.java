package io.godwit.files.csv;

import io.godwit.common.model.FieldType;
import io.godwit.common.model.ValueConsumer;
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
   * Tells the value of a field, by one call of the consumer.
   *
   * @param bytes ASCII from {@code from}, which is before {@code to}
   * @throws IllegalArgumentException as {@link FieldType#parse} does; nothing was told then
   */
  static void tell(FieldType type, byte[] bytes, int from, int to, ValueConsumer consumer) {
    switch (type) {
      case TEXT -> consumer.text(bytes, from, to);
      case INTEGER -> integer(bytes, from, to, consumer);
      case INT32 -> int32(bytes, from, to, consumer);
      case DECIMAL -> decimal(bytes, from, to, consumer);
      case DATE -> date(bytes, from, to, consumer);
      case BOOLEAN, DOUBLE, TIME, TIMESTAMP, DATETIME, UUID, OBJECTID ->
          parse(type, bytes, from, to, consumer);
    }
  }

  private static void parse(
      FieldType type, byte[] bytes, int from, int to, ValueConsumer consumer) {
    consumer.other(type.parse(text(bytes, from, to)));
  }

  /** ISO 8859-1 maps each ASCII byte to itself, by a plain copy. */
  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static void integer(byte[] bytes, int from, int to, ValueConsumer consumer) {
    long value = whole(bytes, from, to);
    if (value == NOT_SIMPLE) {
      parse(FieldType.INTEGER, bytes, from, to, consumer);
    } else {
      consumer.int64(value);
    }
  }

  private static void int32(byte[] bytes, int from, int to, ValueConsumer consumer) {
    long value = whole(bytes, from, to);
    if (value == (int) value) {
      consumer.int32((int) value);
    } else {
      parse(FieldType.INT32, bytes, from, to, consumer);
    }
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
  private static void decimal(byte[] bytes, int from, int to, ValueConsumer consumer) {
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
    if (!simple || point == first || point == to - 1) {
      parse(FieldType.DECIMAL, bytes, from, to, consumer);
    } else {
      consumer.decimal(negative ? -value : value, point == to ? 0 : to - 1 - point);
    }
  }

  private static void date(byte[] bytes, int from, int to, ValueConsumer consumer) {
    if (to - from == 10 && bytes[from + 4] == '-' && bytes[from + 7] == '-') {
      int year = digits(bytes, from, from + 4);
      int month = digits(bytes, from + 5, from + 7);
      int day = digits(bytes, from + 8, to);
      if (year >= 0 && month >= 1 && month <= 12 && day >= 1 && isDayOf(year, month, day)) {
        consumer.date(LocalDate.of(year, month, day).toEpochDay());
        return;
      }
    }
    parse(FieldType.DATE, bytes, from, to, consumer);
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

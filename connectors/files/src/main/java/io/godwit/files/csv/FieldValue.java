package io.godwit.files.csv;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.files.bytes.ByteSearch;
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
    type.parse(text(bytes, from, to)).tell(consumer);
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
    int count = to - first;
    if (count < 1 || count > MOST_DIGITS) {
      return NOT_SIMPLE;
    }
    long digits =
        isInOneWord(bytes, first, to)
            ? EightDigits.of(ByteSearch.word(bytes, first), count)
            : looped(bytes, first, to, 0);
    if (digits == EightDigits.NONE) {
      return NOT_SIMPLE;
    }
    return negative ? -digits : digits;
  }

  /** Digits, perhaps with a point between them, perhaps behind a minus sign. */
  private static void decimal(byte[] bytes, int from, int to, ValueConsumer consumer) {
    boolean negative = bytes[from] == '-';
    int first = negative ? from + 1 : from;
    int count = to - first;
    boolean simple = count > 0 && count <= MOST_DIGITS;
    int point = simple ? point(bytes, first, to) : first;
    long digits =
        point == first || point == to - 1 ? EightDigits.NONE : digits(bytes, first, to, point);
    if (digits == EightDigits.NONE) {
      parse(FieldType.DECIMAL, bytes, from, to, consumer);
    } else {
      consumer.decimal(negative ? -digits : digits, point == to ? 0 : to - 1 - point);
    }
  }

  /** Where the first point stands, or the end. */
  private static int point(byte[] bytes, int first, int to) {
    if (isInOneWord(bytes, first, to)) {
      return first + EightDigits.point(ByteSearch.word(bytes, first), to - first);
    }
    int i = first;
    while (i < to && bytes[i] != '.') {
      i++;
    }
    return i;
  }

  /** The number of all digits around a point, or {@link EightDigits#NONE}. */
  private static long digits(byte[] bytes, int first, int to, int point) {
    if (!isInOneWord(bytes, first, to)) {
      long whole = looped(bytes, first, point, 0);
      return point == to || whole < 0 ? whole : looped(bytes, point + 1, to, whole);
    }
    long word = ByteSearch.word(bytes, first);
    return point == to
        ? EightDigits.of(word, to - first)
        : EightDigits.of(EightDigits.without(word, point - first), to - first - 1);
  }

  private static boolean isInOneWord(byte[] bytes, int first, int to) {
    return to - first <= Long.BYTES && bytes.length - first >= Long.BYTES;
  }

  private static void date(byte[] bytes, int from, int to, ValueConsumer consumer) {
    if (to - from == 10 && bytes[from + 4] == '-' && bytes[from + 7] == '-') {
      long behindCentury = ByteSearch.word(bytes, from + 2);
      int year = (int) EightDigits.of(ByteSearch.word(bytes, from), 4);
      int month = (int) EightDigits.of(behindCentury >>> (3 * Byte.SIZE), 2);
      int day = (int) EightDigits.of(behindCentury >>> (6 * Byte.SIZE), 2);
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

  /** Another number with digits behind it, or {@link EightDigits#NONE}. */
  private static long looped(byte[] bytes, int from, int to, long before) {
    long value = before;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return EightDigits.NONE;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}

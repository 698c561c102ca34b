package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.NumberFit;
import io.godwit.jdbc.sql.fit.TimeFit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Values in the binary format of COPY, which the server takes as they are: it saves it the reading
 * of numbers and dates, a quarter of what a row costs it.
 *
 * <p>Written is only what the column holds without any conversion. Whatever else there is, be it
 * that the server would convert it, or that the record must fail, makes the answer false, and the
 * batch goes in the text format, whose writers know all cases. So this class may leave cases out,
 * and must never write a value that reads differently.
 *
 * <p>Format: PostgreSQL's documentation, COPY, "Binary Format"; of the values, the functions {@code
 * numeric_recv}, {@code date_recv}, {@code timestamp_recv} and so on in its source.
 */
public final class BinaryForm {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** Its days and microseconds count from here. */
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

  private static final LocalDateTime MIDNIGHT = EPOCH.atStartOfDay();

  /** Years that no calendar reform, era or limit touches. */
  private static final int FIRST_YEAR = 1;

  private static final int LAST_YEAR = 9999;

  private static final int NEGATIVE = 0x4000;
  private static final int DIGIT = 10_000;

  /** Up to here a fraction, filled up to whole digits of four, fits a long. */
  private static final int MOST_SCALE = 16;

  private static final long[] TENS = tens();

  private BinaryForm() {}

  private static long[] tens() {
    long[] tens = new long[19];
    tens[0] = 1;
    for (int i = 1; i < tens.length; i++) {
      tens[i] = 10 * tens[i - 1];
    }
    return tens;
  }

  /** Begins the rows. */
  static void begin(CopyBuffer out) {
    out.raw(HEADER, 0, HEADER.length);
  }

  /** Begins a row of so many values. */
  static void row(int values, CopyBuffer out) {
    out.number(values, Short.BYTES);
  }

  /** Ends the rows. */
  static void end(CopyBuffer out) {
    out.number(-1, Short.BYTES);
  }

  /**
   * Writes a value; answers whether it could. Where not, there may be bytes of it in the buffer.
   */
  public static boolean value(Value value, Column column, CopyBuffer out) {
    return switch (value) {
      case Value.Text(String text) -> text(text, column, out);
      case Value.Int32(int i) -> whole(i, column, out);
      case Value.Int64(long l) -> whole(l, column, out);
      case Value.Decimal(BigDecimal d) ->
          column.kind() == ColumnKind.NUMERIC
              && NumberFit.loss(d, column).isEmpty()
              && decimal(d, out);
      case Value.Float64(double d) ->
          column.kind() == ColumnKind.FLOAT8
              && sized(Double.doubleToRawLongBits(d), Long.BYTES, out);
      case Value.Null ignored -> !column.required() && length(-1, out);
      case Value.Bool(boolean b) -> column.kind() == ColumnKind.BOOL && sized(b ? 1 : 0, 1, out);
      case Value.Date(LocalDate date) -> column.kind() == ColumnKind.DATE && date(date, out);
      case Value.Time(LocalTime time) ->
          column.kind() == ColumnKind.TIME
              && TimeFit.keeps(time, column)
              && sized(time.toNanoOfDay() / 1000, Long.BYTES, out);
      case Value.Timestamp(Instant instant) ->
          column.kind() == ColumnKind.TIMESTAMPTZ
              && TimeFit.keeps(instant, column)
              && timestamp(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), out);
      case Value.LocalTimestamp(LocalDateTime local) ->
          column.kind() == ColumnKind.TIMESTAMP
              && TimeFit.keeps(local, column)
              && timestamp(local, out);
      case Value.Uuid(var uuid) ->
          column.kind() == ColumnKind.UUID
              && sized(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits(), out);
      case Value.Binary binary ->
          column.kind() == ColumnKind.BYTES && binary.subtype() == 0 && bytes(binary.bytes(), out);
      case Value.Decimal128 ignored -> false;
      case Value.ObjectId ignored -> false;
      case Value.Regex ignored -> false;
      case Value.Array ignored -> false;
      case Value.Nested ignored -> false;
    };
  }

  private static boolean length(int bytes, CopyBuffer out) {
    out.number(bytes, Integer.BYTES);
    return true;
  }

  private static boolean sized(long value, int bytes, CopyBuffer out) {
    length(bytes, out);
    out.number(value, bytes);
    return true;
  }

  private static boolean sized(long high, long low, CopyBuffer out) {
    length(2 * Long.BYTES, out);
    out.number(high, Long.BYTES);
    out.number(low, Long.BYTES);
    return true;
  }

  private static boolean bytes(byte[] bytes, CopyBuffer out) {
    length(bytes.length, out);
    out.raw(bytes, 0, bytes.length);
    return true;
  }

  /** A length in UTF-16 is never below the one in characters, which the column limits. */
  private static boolean text(String text, Column column, CopyBuffer out) {
    if (!column.isText() || text.length() > column.maxLength()) {
      return false;
    }
    int at = out.length();
    length(0, out);
    if (!out.utf8(text)) {
      return false;
    }
    out.patch(at, out.length() - at - Integer.BYTES);
    return true;
  }

  private static boolean whole(long value, Column column, CopyBuffer out) {
    return switch (column.kind()) {
      case INT2 -> value == (short) value && sized(value, Short.BYTES, out);
      case INT4 -> value == (int) value && sized(value, Integer.BYTES, out);
      case INT8 -> sized(value, Long.BYTES, out);
      case NUMERIC ->
          Math.abs(value) < TENS[18]
              && value != Long.MIN_VALUE
              && NumberFit.loss(BigDecimal.valueOf(value), column).isEmpty()
              && numeric(value, 0, out);
      default -> false;
    };
  }

  private static boolean date(LocalDate date, CopyBuffer out) {
    return isUsual(date.getYear())
        && sized(date.toEpochDay() - EPOCH.toEpochDay(), Integer.BYTES, out);
  }

  private static boolean timestamp(LocalDateTime at, CopyBuffer out) {
    return isUsual(at.getYear()) && sized(MIDNIGHT.until(at, ChronoUnit.MICROS), Long.BYTES, out);
  }

  private static boolean isUsual(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  private static boolean decimal(BigDecimal value, CopyBuffer out) {
    int scale = value.scale();
    return scale >= 0
        && scale <= MOST_SCALE
        && value.precision() <= 18
        // Of scale 0 it is the digits themselves, without the two objects of a BigInteger.
        && numeric(value.scaleByPowerOfTen(scale).longValue(), scale, out);
  }

  /** A number in digits of base 10,000, which meet at the decimal point. */
  private static boolean numeric(long unscaled, int scale, CopyBuffer out) {
    long all = Math.abs(unscaled);
    long whole = all / TENS[scale];
    int behind = (scale + 3) / 4;
    long fraction = all % TENS[scale] * TENS[4 * behind - scale];
    int before = digits(whole);
    length(Short.BYTES * (4 + before + behind), out);
    out.number(before + behind, Short.BYTES);
    out.number(before - 1, Short.BYTES);
    out.number(unscaled < 0 ? NEGATIVE : 0, Short.BYTES);
    out.number(scale, Short.BYTES);
    digits(whole, before, out);
    digits(fraction, behind, out);
    return true;
  }

  private static int digits(long value) {
    int digits = 0;
    for (long rest = value; rest > 0; rest /= DIGIT) {
      digits++;
    }
    return digits;
  }

  private static void digits(long value, int count, CopyBuffer out) {
    long rest = value;
    int left = count;
    if (left > MOST_SCALE / 4) {
      out.number(rest / TENS[MOST_SCALE], Short.BYTES);
      rest %= TENS[MOST_SCALE];
      left--;
    }
    long packed = 0;
    for (int i = 0; i < left; i++) {
      packed |= (rest % DIGIT) << (Short.SIZE * i);
      rest /= DIGIT;
    }
    out.number(packed, Short.BYTES * left);
  }
}

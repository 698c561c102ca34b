package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.NumberFit;
import io.godwit.jdbc.sql.fit.TimeFit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Values of one column in the binary format of COPY, which the server takes as they are: it saves
 * it the reading of numbers and dates, a quarter of what a row costs it.
 *
 * <p>Written is only what the column holds without any conversion. Whatever else there is, be it
 * that the server would convert it, or that the record must fail, makes the answer false, and the
 * batch goes in the text format, whose writers know all cases. So this class may leave cases out,
 * and must never write a value that reads differently.
 *
 * <p>Format: PostgreSQL's documentation, COPY, "Binary Format"; of the values, the functions {@code
 * numeric_recv}, {@code date_recv}, {@code timestamp_recv} and so on in its source.
 *
 * <p>For one thread. A document tells its values bare, so none becomes an object on its way.
 */
public final class BinaryForm implements ValueConsumer {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** Its days and microseconds count from here. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);

  private static final long EPOCH_DAY = EPOCH.toLocalDate().toEpochDay();
  private static final long EPOCH_SECOND = EPOCH.toEpochSecond(ZoneOffset.UTC);

  /** Years that no calendar reform, era or limit touches: from 1 to 9999. */
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private static final long SECONDS_OF_DAY = 86_400;
  private static final long MICROS = 1_000_000;
  private static final int NANOS_OF_MICRO = 1_000;

  private static final int NEGATIVE = 0x4000;
  private static final int DIGIT = 10_000;

  /** Up to here a fraction, filled up to whole digits of four, fits a long. */
  private static final int MOST_SCALE = 16;

  private static final long[] TENS = tens();

  /** No number of so many digits is this large. */
  private static final long BEHIND_DIGITS = TENS[18];

  private final CopyBuffer out;
  private final Column column;
  private boolean written;

  /** Writes values of a column into a buffer. */
  public BinaryForm(CopyBuffer out, Column column) {
    this.out = out;
    this.column = column;
  }

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
   * Writes a field as the column has it; answers whether it could. Where not, there may be bytes of
   * it in the buffer.
   */
  public boolean write(Document document, int field) {
    written = false;
    document.tell(field, this);
    return written;
  }

  private boolean is(ColumnKind kind) {
    return column.kind() == kind;
  }

  private void sized(long value, int bytes) {
    out.sized(value, bytes);
    written = true;
  }

  @Override
  public void nothing() {
    if (!column.required()) {
      out.number(-1, Integer.BYTES);
      written = true;
    }
  }

  @Override
  public void bool(boolean value) {
    if (is(ColumnKind.BOOL)) {
      sized(value ? 1 : 0, 1);
    }
  }

  @Override
  public void int32(int value) {
    int64(value);
  }

  @Override
  public void int64(long value) {
    switch (column.kind()) {
      case INT2 -> fitting(value, value == (short) value, Short.BYTES);
      case INT4 -> fitting(value, value == (int) value, Integer.BYTES);
      case INT8 -> sized(value, Long.BYTES);
      case NUMERIC -> decimal(value, 0);
      default -> {
        // The server would convert it.
      }
    }
  }

  private void fitting(long value, boolean fits, int bytes) {
    if (fits) {
      sized(value, bytes);
    }
  }

  @Override
  public void float64(double value) {
    if (is(ColumnKind.FLOAT8)) {
      sized(Double.doubleToRawLongBits(value), Long.BYTES);
    }
  }

  @Override
  public void decimal(long unscaled, int scale) {
    if (is(ColumnKind.NUMERIC)
        && scale >= 0
        && scale <= MOST_SCALE
        && unscaled > -BEHIND_DIGITS
        && unscaled < BEHIND_DIGITS
        && keeps(unscaled, scale)) {
      numeric(unscaled, scale);
      written = true;
    }
  }

  /** Whether the column has as many decimals, or else zeros where it has none. */
  private boolean keeps(long unscaled, int scale) {
    return !column.hasScale()
        || scale <= column.scale()
        || NumberFit.loss(BigDecimal.valueOf(unscaled, scale), column).isEmpty();
  }

  /** Of more digits than go in binary form. */
  @Override
  public void decimal(BigDecimal value) {}

  /** A length in UTF-16 is never below the one in characters, which the column limits. */
  @Override
  public void text(String value) {
    if (column.isText() && value.length() <= column.maxLength()) {
      int at = out.length();
      out.number(0, Integer.BYTES);
      written = out.utf8(value);
      out.patch(at, out.length() - at - Integer.BYTES);
    }
  }

  @Override
  public void text(byte[] utf8, int from, int to) {
    if (column.isText()
        && (to - from <= column.maxLength() || Utf16.length(utf8, from, to) <= column.maxLength())
        && !Utf16.hasNul(utf8, from, to)) {
      out.sized(utf8, from, to);
      written = true;
    }
  }

  @Override
  public void date(long epochDay) {
    if (is(ColumnKind.DATE) && isUsual(epochDay)) {
      sized(epochDay - EPOCH_DAY, Integer.BYTES);
    }
  }

  @Override
  public void time(long nanoOfDay) {
    if (is(ColumnKind.TIME) && TimeFit.keeps(nanoOfDay, column)) {
      sized(nanoOfDay / NANOS_OF_MICRO, Long.BYTES);
    }
  }

  @Override
  public void timestamp(long second, int nano) {
    if (is(ColumnKind.TIMESTAMPTZ)
        && TimeFit.keeps(nano, column)
        && isUsual(Math.floorDiv(second, SECONDS_OF_DAY))) {
      sized((second - EPOCH_SECOND) * MICROS + nano / NANOS_OF_MICRO, Long.BYTES);
    }
  }

  @Override
  public void localTimestamp(long epochDay, long nanoOfDay) {
    if (is(ColumnKind.TIMESTAMP) && TimeFit.keeps(nanoOfDay, column) && isUsual(epochDay)) {
      sized(
          (epochDay - EPOCH_DAY) * SECONDS_OF_DAY * MICROS + nanoOfDay / NANOS_OF_MICRO,
          Long.BYTES);
    }
  }

  private static boolean isUsual(long epochDay) {
    return epochDay >= FIRST_DAY && epochDay <= LAST_DAY;
  }

  @Override
  public void uuid(long high, long low) {
    if (is(ColumnKind.UUID)) {
      out.number(2 * Long.BYTES, Integer.BYTES);
      out.number(high, Long.BYTES);
      out.number(low, Long.BYTES);
      written = true;
    }
  }

  @Override
  public void binary(byte subtype, byte[] bytes, int from, int to) {
    if (is(ColumnKind.BYTES) && subtype == 0) {
      out.sized(bytes, from, to);
      written = true;
    }
  }

  /** None of these has a binary form here. */
  @Override
  public void other(Value value) {}

  /** A number in digits of base 10,000, which meet at the decimal point. */
  private void numeric(long unscaled, int scale) {
    long all = Math.abs(unscaled);
    long whole = all / TENS[scale];
    int behind = (scale + 3) / 4;
    long fraction = (all - whole * TENS[scale]) * TENS[4 * behind - scale];
    int before = digits(whole);
    long sign = unscaled < 0 ? NEGATIVE : 0;
    out.number((long) Short.BYTES * (4 + before + behind), Integer.BYTES);
    out.number(
        ((long) (before + behind) << (3 * Short.SIZE))
            | (((before - 1) & 0xffffL) << (2 * Short.SIZE))
            | (sign << Short.SIZE)
            | scale,
        Long.BYTES);
    digits(whole, before);
    digits(fraction, behind);
  }

  private static int digits(long value) {
    int digits = 0;
    for (long rest = value; rest > 0; rest /= DIGIT) {
      digits++;
    }
    return digits;
  }

  private void digits(long value, int count) {
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
    if (left > 0) {
      out.number(packed, Short.BYTES * left);
    }
  }
}

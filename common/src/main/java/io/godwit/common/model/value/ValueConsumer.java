package io.godwit.common.model.value;

import java.math.BigDecimal;

/**
 * Takes one value in its bare form: a number as a number and a text as its bytes, where an object
 * for each would be made only to be taken apart again. {@link Cells#tell} says of a cell what it
 * holds by exactly one call of one of these.
 *
 * <p>Arrays that are handed over belong to whoever tells: they must be neither kept nor changed.
 */
public interface ValueConsumer {

  /** {@link Value.Null}. */
  void nothing();

  /** {@link Value.Bool}. */
  void bool(boolean value);

  /** {@link Value.Int32}. */
  void int32(int value);

  /** {@link Value.Int64}. */
  void int64(long value);

  /** {@link Value.Float64}. */
  void float64(double value);

  /**
   * {@link Value.Decimal} whose digits fit 64 bits.
   *
   * @param unscaled the digits with their sign
   * @param scale how many of them are decimals; negative where zeros follow
   */
  void decimal(long unscaled, int scale);

  /** {@link Value.Decimal} of more digits. */
  void decimal(BigDecimal value);

  /** {@link Value.Text}. */
  void text(String value);

  /**
   * {@link Value.Text}.
   *
   * @param utf8 holds it between {@code from} and {@code to}, without a fault
   */
  void text(byte[] utf8, int from, int to);

  /** {@link Value.Date}, in days since 1970-01-01. */
  void date(long epochDay);

  /** {@link Value.Time}, in nanoseconds since midnight. */
  void time(long nanoOfDay);

  /**
   * {@link Value.Timestamp}.
   *
   * @param second since 1970-01-01T00:00Z
   * @param nano of the second
   */
  void timestamp(long second, int nano);

  /** {@link Value.LocalTimestamp}, as {@link #date} and {@link #time} have its parts. */
  void localTimestamp(long epochDay, long nanoOfDay);

  /** {@link Value.Uuid}, by its upper and lower 64 bits. */
  void uuid(long high, long low);

  /** {@link Value.Binary}. */
  void binary(byte subtype, byte[] bytes, int from, int to);

  /** A value that has no bare form, or is too rare for one. */
  void other(Value value);
}

package io.godwit.common.model;

import java.math.BigDecimal;
import java.util.UUID;

/** Values that are objects already. */
final class ValueCells implements Cells {

  private static final int DIGITS_OF_LONG = 18;

  private final Value[] values;

  /**
   * Cells over an array that the caller gives away.
   *
   * @param values none null
   */
  ValueCells(Value[] values) {
    this.values = values;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public Value value(int place) {
    return values[place];
  }

  @Override
  public void tell(int place, ValueConsumer consumer) {
    tell(values[place], consumer);
  }

  /** Says what a value is. */
  static void tell(Value value, ValueConsumer consumer) {
    switch (value) {
      case Value.Null ignored -> consumer.nothing();
      case Value.Bool(boolean b) -> consumer.bool(b);
      case Value.Int32(int i) -> consumer.int32(i);
      case Value.Int64(long l) -> consumer.int64(l);
      case Value.Float64(double d) -> consumer.float64(d);
      case Value.Decimal(BigDecimal d) -> decimal(d, consumer);
      case Value.Text(String s) -> consumer.text(s);
      case Value.Binary(byte subtype, byte[] bytes) ->
          consumer.binary(subtype, bytes, 0, bytes.length);
      case Value.Date(var date) -> consumer.date(date.toEpochDay());
      case Value.Time(var time) -> consumer.time(time.toNanoOfDay());
      case Value.Timestamp(var t) -> consumer.timestamp(t.getEpochSecond(), t.getNano());
      case Value.LocalTimestamp(var t) ->
          consumer.localTimestamp(t.toLocalDate().toEpochDay(), t.toLocalTime().toNanoOfDay());
      case Value.Uuid(UUID u) ->
          consumer.uuid(u.getMostSignificantBits(), u.getLeastSignificantBits());
      case Value.Decimal128 number -> consumer.other(number);
      case Value.ObjectId id -> consumer.other(id);
      case Value.Regex regex -> consumer.other(regex);
      case Value.Array array -> consumer.other(array);
      case Value.Nested nested -> consumer.other(nested);
    }
  }

  private static void decimal(BigDecimal value, ValueConsumer consumer) {
    if (value.precision() <= DIGITS_OF_LONG) {
      consumer.decimal(value.unscaledValue().longValue(), value.scale());
    } else {
      consumer.decimal(value);
    }
  }
}

package io.godwit.common.wire.cbor;

import io.godwit.common.model.value.Cells;
import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Makes a value of what a cell tells. */
final class RebuiltValue implements ValueConsumer {

  private final List<Value> told = new ArrayList<>();

  /** The one value that a cell tells. */
  static Value of(Cells cells, int place) {
    RebuiltValue rebuilt = new RebuiltValue();
    cells.tell(place, rebuilt);
    if (rebuilt.told.size() != 1) {
      throw new AssertionError("a cell tells one value, not " + rebuilt.told);
    }
    return rebuilt.told.getFirst();
  }

  @Override
  public void nothing() {
    told.add(Value.Null.NULL);
  }

  @Override
  public void bool(boolean value) {
    told.add(new Value.Bool(value));
  }

  @Override
  public void int32(int value) {
    told.add(new Value.Int32(value));
  }

  @Override
  public void int64(long value) {
    told.add(new Value.Int64(value));
  }

  @Override
  public void float64(double value) {
    told.add(new Value.Float64(value));
  }

  @Override
  public void decimal(long unscaled, int scale) {
    told.add(new Value.Decimal(BigDecimal.valueOf(unscaled, scale)));
  }

  @Override
  public void decimal(BigDecimal value) {
    if (value.precision() <= 18) {
      throw new AssertionError("such a number is told bare: " + value);
    }
    told.add(new Value.Decimal(value));
  }

  @Override
  public void text(String value) {
    told.add(new Value.Text(value));
  }

  @Override
  public void text(byte[] utf8, int from, int to) {
    text(new String(utf8, from, to - from, StandardCharsets.UTF_8));
  }

  @Override
  public void date(long epochDay) {
    told.add(new Value.Date(LocalDate.ofEpochDay(epochDay)));
  }

  @Override
  public void time(long nanoOfDay) {
    told.add(new Value.Time(LocalTime.ofNanoOfDay(nanoOfDay)));
  }

  @Override
  public void timestamp(long second, int nano) {
    if (nano < 0 || nano >= 1_000_000_000) {
      throw new AssertionError("not of one second: " + nano);
    }
    told.add(new Value.Timestamp(Instant.ofEpochSecond(second, nano)));
  }

  @Override
  public void localTimestamp(long epochDay, long nanoOfDay) {
    told.add(
        new Value.LocalTimestamp(
            LocalDateTime.of(LocalDate.ofEpochDay(epochDay), LocalTime.ofNanoOfDay(nanoOfDay))));
  }

  @Override
  public void uuid(long high, long low) {
    told.add(new Value.Uuid(new UUID(high, low)));
  }

  @Override
  public void binary(byte subtype, byte[] bytes, int from, int to) {
    told.add(new Value.Binary(subtype, Arrays.copyOfRange(bytes, from, to)));
  }

  @Override
  public void other(Value value) {
    told.add(value);
  }
}

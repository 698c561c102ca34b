package io.godwit.common.wire.cbor;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.WorkPacker;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Makes documents whose values are encoded from the beginning, for readers that have values bare: a
 * number or a text goes from the source's bytes to those of the wire, and no object is made of it.
 * {@link WorkPacker} then copies them as one piece.
 *
 * <p>The documents that follow one another share arrays, some hundred rows each, since they live
 * and die together. So whoever keeps one document for long keeps {@value #BLOCK} bytes with it. A
 * document that was handed out never changes. For one thread at a time.
 */
public final class RowEncoder implements RowBuilder {

  private static final int BLOCK = 64 << 10;

  /** A block with less room than this is left, so that few rows outgrow theirs and are moved. */
  private static final int ROOM = 8 << 10;

  private static final int STARTS = 4 << 10;

  private final CborWriter cbor = new CborWriter();
  private final ValueEncoder values = new ValueEncoder(cbor);

  /** Where each value begins; the one behind the last belongs to the row before and to the next. */
  private int[] starts = {0};

  private int first;
  private int count;
  private int largest = ROOM;

  @Override
  public void begin() {
    cbor.cut(starts[first]);
    // The end of the row before stays where it is noted, also where this one begins elsewhere.
    int next = first;
    if (cbor.room() < largest) {
      cbor.renew(BLOCK);
      largest = ROOM;
      next++;
    }
    if (starts.length - next <= count + 1) {
      starts = new int[Math.max(STARTS, 2 * count + 2)];
      next = 0;
    }
    first = next;
    starts[first] = cbor.size();
    count = 0;
  }

  @Override
  public Document take(String[] names) {
    RowCells row = cells();
    largest = Math.max(largest, row.bytes());
    first += count;
    return Document.over(names, row);
  }

  @Override
  public Value value(int place) {
    return cells().value(place);
  }

  private RowCells cells() {
    starts[first + count] = cbor.size();
    return new RowCells(cbor.shared(), starts, first, count);
  }

  /** A value begins here. There is always room for the end of the last one. */
  private ValueEncoder next() {
    int at = first + count;
    if (at + 1 == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[at] = cbor.size();
    count++;
    return values;
  }

  @Override
  public void nothing() {
    next().nothing();
  }

  @Override
  public void bool(boolean value) {
    next().bool(value);
  }

  @Override
  public void int32(int value) {
    next().int32(value);
  }

  @Override
  public void int64(long value) {
    next().int64(value);
  }

  @Override
  public void float64(double value) {
    next().float64(value);
  }

  @Override
  public void decimal(long unscaled, int scale) {
    next().decimal(unscaled, scale);
  }

  @Override
  public void decimal(BigDecimal value) {
    next().decimal(value);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where it has half of a surrogate pair
   */
  @Override
  public void text(String value) {
    next().text(value);
  }

  @Override
  public void text(byte[] utf8, int from, int to) {
    next().text(utf8, from, to);
  }

  @Override
  public void date(long epochDay) {
    next().date(epochDay);
  }

  @Override
  public void time(long nanoOfDay) {
    next().time(nanoOfDay);
  }

  @Override
  public void timestamp(long second, int nano) {
    next().timestamp(second, nano);
  }

  @Override
  public void localTimestamp(long epochDay, long nanoOfDay) {
    next().localTimestamp(epochDay, nanoOfDay);
  }

  @Override
  public void uuid(long high, long low) {
    next().uuid(high, low);
  }

  @Override
  public void binary(byte subtype, byte[] bytes, int from, int to) {
    next().binary(subtype, bytes, from, to);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where a text in it has half of a surrogate pair
   */
  @Override
  public void other(Value value) {
    next().other(value);
  }
}

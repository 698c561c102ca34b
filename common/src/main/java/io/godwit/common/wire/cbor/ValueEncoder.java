package io.godwit.common.wire.cbor;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Writes values as CBOR, those that are objects and those that are told bare. For one thread. */
final class ValueEncoder implements ValueConsumer {

  private final CborWriter cbor;

  /** An encoder that writes behind whatever else is written there. */
  ValueEncoder(CborWriter cbor) {
    this.cbor = cbor;
  }

  /** Writes a document as a map. */
  void write(Document document) {
    cbor.map(document.size());
    for (int i = 0; i < document.size(); i++) {
      cbor.text(document.name(i));
      write(document, i);
    }
  }

  /** Writes the value of a field: as it is where {@link RowEncoder} wrote it. */
  void write(Document document, int place) {
    if (document.cells() instanceof RowCells cells) {
      cells.into(cbor, place);
    } else {
      document.tell(place, this);
    }
  }

  private void write(List<Value> values) {
    cbor.array(values.size());
    for (Value value : values) {
      value.tell(this);
    }
  }

  @Override
  public void nothing() {
    cbor.nul();
  }

  @Override
  public void bool(boolean value) {
    cbor.bool(value);
  }

  @Override
  public void int32(int value) {
    cbor.int32(value);
  }

  @Override
  public void int64(long value) {
    cbor.int64(value);
  }

  @Override
  public void float64(double value) {
    cbor.float64(value);
  }

  @Override
  public void decimal(long unscaled, int scale) {
    cbor.decimal(unscaled, scale);
  }

  @Override
  public void decimal(BigDecimal value) {
    cbor.decimal(value);
  }

  @Override
  public void text(String value) {
    cbor.text(value);
  }

  @Override
  public void text(byte[] utf8, int from, int to) {
    cbor.text(utf8, from, to);
  }

  @Override
  public void date(long epochDay) {
    cbor.number(CborForm.TAG_DAYS, epochDay);
  }

  @Override
  public void time(long nanoOfDay) {
    begin("time", 1);
    cbor.number(nanoOfDay);
  }

  @Override
  public void timestamp(long second, int nano) {
    cbor.tag(CborForm.TAG_EXTENDED_TIME);
    cbor.map(2);
    cbor.number(CborForm.SECONDS);
    cbor.number(second);
    cbor.number(CborForm.NANOSECONDS);
    cbor.number(nano);
  }

  @Override
  public void localTimestamp(long epochDay, long nanoOfDay) {
    begin("datetime", 2);
    cbor.number(epochDay);
    cbor.number(nanoOfDay);
  }

  @Override
  public void uuid(long high, long low) {
    cbor.tag(CborForm.TAG_UUID);
    cbor.bytes(bytes(high, low));
  }

  @Override
  public void binary(byte subtype, byte[] bytes, int from, int to) {
    if (subtype != 0) {
      begin("binary", 2);
      cbor.number(subtype);
    }
    cbor.bytes(bytes, from, to);
  }

  @Override
  public void other(Value value) {
    switch (value) {
      case Value.Decimal128(long high, long low) -> generic("decimal128", bytes(high, low));
      case Value.ObjectId(String hex) -> generic("oid", HexFormat.of().parseHex(hex));
      case Value.Regex(String pattern, String options) -> {
        begin("regex", 2);
        cbor.text(pattern);
        cbor.text(options);
      }
      case Value.Foreign(String system, String type, byte[] bytes) -> {
        begin("foreign", 3);
        cbor.text(system);
        cbor.text(type);
        cbor.bytes(bytes);
      }
      case Value.Array(var values) -> write(values);
      case Value.Nested(Document document) -> write(document);
      case Value bare -> bare.tell(this);
    }
  }

  private void generic(String type, byte[] part) {
    begin(type, 1);
    cbor.bytes(part);
  }

  /** A type without a tag of its own: tag 27, an array of its name and its parts. */
  private void begin(String type, int parts) {
    cbor.tag(CborForm.GENERIC);
    cbor.array(parts + 1);
    cbor.text(type);
  }

  private static byte[] bytes(long high, long low) {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }
}

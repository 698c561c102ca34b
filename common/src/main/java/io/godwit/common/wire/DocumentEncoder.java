package io.godwit.common.wire;

import io.godwit.common.model.Document;
import io.godwit.common.model.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Writes documents as CBOR (RFC 8949); {@link CborForm} says how. For one thread at a time. */
public final class DocumentEncoder {

  private final CborWriter cbor = new CborWriter();

  /**
   * The document as one CBOR map.
   *
   * @throws IllegalArgumentException where a text has half of a surrogate pair
   */
  public byte[] encode(Document document) {
    cbor.clear();
    write(document);
    return cbor.take();
  }

  /**
   * Encodes the document as an array of its values where it has the names of another, as a map
   * where not. {@link #into} hands it out.
   *
   * @return how many bytes it has
   * @throws IllegalArgumentException where a text has half of a surrogate pair
   */
  int encode(Document document, Document names) {
    cbor.clear();
    if (document.sameNames(names)) {
      cbor.array(document.size());
      for (int i = 0; i < document.size(); i++) {
        write(document.value(i));
      }
    } else {
      write(document);
    }
    return cbor.size();
  }

  /** Writes what was encoded last as one string of bytes, and forgets it. */
  void into(CborWriter out) {
    out.bytes(cbor);
    cbor.clear();
  }

  private void write(Document document) {
    cbor.map(document.size());
    for (int i = 0; i < document.size(); i++) {
      cbor.text(document.name(i));
      write(document.value(i));
    }
  }

  private void write(Value value) {
    switch (value) {
      case Value.Null ignored -> cbor.nul();
      case Value.Bool(boolean b) -> cbor.bool(b);
      case Value.Int32(int i) -> cbor.int32(i);
      case Value.Int64(long l) -> cbor.int64(l);
      case Value.Float64(double d) -> cbor.float64(d);
      case Value.Decimal(var d) -> cbor.decimal(d);
      case Value.Decimal128(long high, long low) -> generic("decimal128", bytes(high, low));
      case Value.Text(String s) -> cbor.text(s);
      case Value.Binary binary -> write(binary);
      case Value.Date(var date) -> {
        cbor.tag(CborForm.TAG_DAYS);
        cbor.number(date.toEpochDay());
      }
      case Value.Time(var time) -> {
        begin("time", 1);
        cbor.number(time.toNanoOfDay());
      }
      case Value.Timestamp(var t) -> write(t);
      case Value.LocalTimestamp(var t) -> write(t);
      case Value.Uuid(var uuid) -> write(uuid);
      case Value.ObjectId(String hex) -> generic("oid", HexFormat.of().parseHex(hex));
      case Value.Regex(String pattern, String options) -> {
        begin("regex", 2);
        cbor.text(pattern);
        cbor.text(options);
      }
      case Value.Array(var values) -> write(values);
      case Value.Nested(Document document) -> write(document);
    }
  }

  private void write(Value.Binary binary) {
    if (binary.subtype() == 0) {
      cbor.bytes(binary.bytes());
    } else {
      begin("binary", 2);
      cbor.number(binary.subtype());
      cbor.bytes(binary.bytes());
    }
  }

  private void write(Instant t) {
    cbor.tag(CborForm.TAG_EXTENDED_TIME);
    cbor.map(2);
    cbor.number(CborForm.SECONDS);
    cbor.number(t.getEpochSecond());
    cbor.number(CborForm.NANOSECONDS);
    cbor.number(t.getNano());
  }

  private void write(LocalDateTime t) {
    begin("datetime", 2);
    cbor.number(t.toLocalDate().toEpochDay());
    cbor.number(t.toLocalTime().toNanoOfDay());
  }

  private void write(UUID uuid) {
    cbor.tag(CborForm.TAG_UUID);
    cbor.bytes(bytes(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()));
  }

  private void write(List<Value> values) {
    cbor.array(values.size());
    for (Value value : values) {
      write(value);
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

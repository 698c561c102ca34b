package io.godwit.common.wire;

import static io.godwit.common.wire.CborForm.GENERIC;
import static io.godwit.common.wire.CborForm.TAG_DAYS;
import static io.godwit.common.wire.CborForm.TAG_EXTENDED_TIME;
import static io.godwit.common.wire.CborForm.TAG_UUID;

import io.godwit.common.model.Document;
import io.godwit.common.model.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORGenerator;

/** Writes documents as CBOR (RFC 8949); {@link CborForm} says how. For one thread at a time. */
public final class DocumentEncoder {

  /** What one large record has needed is not kept for the millions of small ones after it. */
  private static final int MOST_KEPT = 1 << 20;

  private ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

  /** The document as one CBOR map. */
  public byte[] encode(Document document) {
    out.reset();
    try (CBORGenerator cbor =
        (CBORGenerator) CborForm.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(cbor, document);
    }
    byte[] bytes = out.toByteArray();
    if (bytes.length > MOST_KEPT) {
      out = new ByteArrayOutputStream(1024);
    }
    return bytes;
  }

  private static void write(CBORGenerator cbor, Document document) {
    cbor.writeStartObject(document, document.size());
    for (int i = 0; i < document.size(); i++) {
      cbor.writeName(document.name(i));
      write(cbor, document.value(i));
    }
    cbor.writeEndObject();
  }

  private static void write(CBORGenerator cbor, Value value) {
    switch (value) {
      case Value.Null ignored -> cbor.writeNull();
      case Value.Bool(boolean b) -> cbor.writeBoolean(b);
      case Value.Int32(int i) -> cbor.writeNumber(i);
      case Value.Int64(long l) -> cbor.writeNumber(l);
      case Value.Float64(double d) -> cbor.writeNumber(d);
      case Value.Decimal(var d) -> cbor.writeNumber(d);
      case Value.Decimal128(long high, long low) -> generic(cbor, "decimal128", bytes(high, low));
      case Value.Text(String s) -> cbor.writeString(s);
      case Value.Binary binary -> write(cbor, binary);
      case Value.Date(var date) -> cbor.writeTag(TAG_DAYS).writeNumber(date.toEpochDay());
      case Value.Time(var time) -> generic(cbor, "time", time.toNanoOfDay());
      case Value.Timestamp(var t) -> timestamp(cbor, t.getEpochSecond(), t.getNano());
      case Value.LocalTimestamp(var t) -> write(cbor, t);
      case Value.Uuid(var uuid) -> write(cbor, uuid);
      case Value.ObjectId(String hex) -> generic(cbor, "oid", HexFormat.of().parseHex(hex));
      case Value.Regex(String pattern, String options) -> generic(cbor, "regex", pattern, options);
      case Value.Array(var values) -> write(cbor, values);
      case Value.Nested(Document document) -> write(cbor, document);
    }
  }

  private static void write(CBORGenerator cbor, Value.Binary binary) {
    if (binary.subtype() == 0) {
      cbor.writeBinary(binary.bytes());
    } else {
      generic(cbor, "binary", (long) binary.subtype(), binary.bytes());
    }
  }

  private static void write(CBORGenerator cbor, LocalDateTime t) {
    generic(cbor, "datetime", t.toLocalDate().toEpochDay(), t.toLocalTime().toNanoOfDay());
  }

  private static void write(CBORGenerator cbor, UUID uuid) {
    cbor.writeTag(TAG_UUID)
        .writeBinary(bytes(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()));
  }

  private static void write(CBORGenerator cbor, List<Value> values) {
    cbor.writeStartArray(values, values.size());
    for (Value value : values) {
      write(cbor, value);
    }
    cbor.writeEndArray();
  }

  private static void timestamp(CBORGenerator cbor, long second, int nano) {
    cbor.writeTag(TAG_EXTENDED_TIME).writeStartObject(cbor, 2);
    cbor.writePropertyId(1);
    cbor.writeNumber(second);
    cbor.writePropertyId(-9);
    cbor.writeNumber(nano);
    cbor.writeEndObject();
  }

  /** A type without a tag of its own: tag 27, an array of its name and its parts. */
  private static void generic(CBORGenerator cbor, String type, Object... parts) {
    cbor.writeTag(GENERIC).writeStartArray(parts, parts.length + 1);
    cbor.writeString(type);
    for (Object part : parts) {
      if (part instanceof Long number) {
        cbor.writeNumber(number);
      } else if (part instanceof byte[] bytes) {
        cbor.writeBinary(bytes);
      } else {
        cbor.writeString((String) part);
      }
    }
    cbor.writeEndArray();
  }

  private static byte[] bytes(long high, long low) {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }
}

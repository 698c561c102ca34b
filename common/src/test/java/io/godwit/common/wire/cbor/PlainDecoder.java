package io.godwit.common.wire.cbor;

import static io.godwit.common.wire.cbor.CborReader.malformed;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Reads what {@link DocumentEncoder} writes. For one thread at a time: it remembers the names of
 * the map before, since the next one mostly has the same, and then shares their array.
 */
final class PlainDecoder {

  /** No source brings documents as deep as this, and the stack must hold them. */
  private static final int DEEPEST = 1000;

  private static final byte[] NOTHING = {};

  /** Longer names are rare, and there are as many decoders as partitions. */
  private static final int LONGEST_KEPT = 64;

  private final NameTable names = new NameTable();
  private String[] lastNames = new String[0];

  /** The items that {@link #lastNames} were read from; the next record mostly has the same. */
  private byte[][] lastItems = new byte[0][];

  /**
   * The document of a CBOR map, as it stands in a dead letter.
   *
   * @throws IllegalArgumentException where the bytes are not what the encoder writes
   */
  Document decode(byte[] bytes) {
    try {
      CborReader in = new CborReader(bytes);
      if (in.next() != CborWriter.MAP) {
        throw malformed("a work record is a map");
      }
      Document document = topLevel(in);
      if (!in.isAtEnd()) {
        throw malformed("something follows the map");
      }
      return document;
    } catch (RuntimeException e) {
      // Anything may stand in a topic: parts that are missing, days that no calendar has.
      throw new IllegalArgumentException("the work record cannot be read: " + e.getMessage(), e);
    }
  }

  /** The fields of a record in a pack: a map, or the values that belong to these names. */
  Document decode(CborReader in, String[] shared) {
    return switch (in.next()) {
      case CborWriter.MAP -> topLevel(in);
      // As many names as values, or the document refuses them.
      case CborWriter.ARRAY -> Document.ofShared(shared, items(in, in.count(), 0));
      default -> throw malformed("the fields of a record are a map or an array");
    };
  }

  private Document topLevel(CborReader in) {
    int size = in.count();
    if (size != lastNames.length) {
      lastNames = new String[size];
      lastItems = new byte[size][];
      Arrays.fill(lastItems, NOTHING);
    }
    boolean own = false;
    Value[] values = new Value[size];
    for (int i = 0; i < size; i++) {
      if (!in.passes(lastItems[i])) {
        // Not into the same array: records that were read share it.
        lastNames = own ? lastNames : lastNames.clone();
        own = true;
        int start = in.at();
        lastNames[i] = in.name(names);
        lastItems[i] = in.at() - start <= LONGEST_KEPT ? in.since(start) : NOTHING;
      }
      values[i] = value(in, 1);
    }
    return Document.ofShared(lastNames, values);
  }

  private Value value(CborReader in, int depth) {
    if (depth > DEEPEST) {
      throw malformed("more than " + DEEPEST + " levels");
    }
    int major = in.next();
    return switch (major) {
      case CborWriter.UNSIGNED, CborWriter.NEGATIVE -> integer(in, major);
      case CborWriter.BYTES -> new Value.Binary(in.bytes());
      case CborWriter.TEXT -> new Value.Text(in.textOfHead());
      case CborWriter.ARRAY -> new Value.Array(Arrays.asList(items(in, in.count(), depth)));
      case CborWriter.MAP -> new Value.Nested(nested(in, depth));
      case CborWriter.TAG -> tagged(in, depth);
      default -> other(in);
    };
  }

  private static Value integer(CborReader in, int major) {
    long value = in.integer(major);
    return in.info() == CborWriter.EIGHT_BYTES || value != (int) value
        ? new Value.Int64(value)
        : new Value.Int32((int) value);
  }

  private static Value other(CborReader in) {
    return switch (in.info()) {
      case CborWriter.FALSE -> new Value.Bool(false);
      case CborWriter.TRUE -> new Value.Bool(true);
      case CborWriter.NULL -> Value.Null.NULL;
      case CborWriter.EIGHT_BYTES -> new Value.Float64(in.float64());
      default -> throw malformed("a simple value of kind " + in.info());
    };
  }

  private Value[] items(CborReader in, int count, int depth) {
    Value[] items = new Value[count];
    for (int i = 0; i < count; i++) {
      items[i] = value(in, depth + 1);
    }
    return items;
  }

  private Document nested(CborReader in, int depth) {
    int size = in.count();
    String[] found = new String[size];
    Value[] values = new Value[size];
    for (int i = 0; i < size; i++) {
      found[i] = in.name(names);
      values[i] = value(in, depth + 1);
    }
    return Document.ofShared(found, values);
  }

  private Value tagged(CborReader in, int depth) {
    return switch (Math.toIntExact(in.number())) {
      case CborWriter.TAG_DECIMAL -> new Value.Decimal(in.decimal());
      case CborForm.TAG_DAYS -> new Value.Date(LocalDate.ofEpochDay(in.integer()));
      case CborForm.TAG_UUID -> uuid(bytes(value(in, depth + 1)));
      case CborForm.TAG_EXTENDED_TIME -> timestamp(in);
      case CborForm.GENERIC -> generic(List.of(items(in, in.array(), depth)));
      default -> throw malformed("tag " + in.number());
    };
  }

  private static Value timestamp(CborReader in) {
    if (in.next() != CborWriter.MAP || in.count() != 2 || in.integer() != CborForm.SECONDS) {
      throw malformed("a time stamp");
    }
    long second = in.integer();
    if (in.integer() != CborForm.NANOSECONDS) {
      throw malformed("a time stamp");
    }
    return new Value.Timestamp(Instant.ofEpochSecond(second, in.integer()));
  }

  private static Value generic(List<Value> parts) {
    String type = text(parts.get(0));
    return switch (type) {
      case "decimal128" -> decimal128(ByteBuffer.wrap(bytes(parts.get(1))));
      case "time" -> new Value.Time(LocalTime.ofNanoOfDay(whole(parts.get(1))));
      case "datetime" ->
          new Value.LocalTimestamp(
              LocalDateTime.of(
                  LocalDate.ofEpochDay(whole(parts.get(1))),
                  LocalTime.ofNanoOfDay(whole(parts.get(2)))));
      case "oid" -> new Value.ObjectId(HexFormat.of().formatHex(bytes(parts.get(1))));
      case "regex" -> new Value.Regex(text(parts.get(1)), text(parts.get(2)));
      case "binary" -> new Value.Binary((byte) whole(parts.get(1)), bytes(parts.get(2)));
      case "foreign" ->
          new Value.Foreign(text(parts.get(1)), text(parts.get(2)), bytes(parts.get(3)));
      default -> throw malformed("the type '" + type + "'");
    };
  }

  private static Value uuid(byte[] bytes) {
    ByteBuffer halves = ByteBuffer.wrap(bytes);
    return new Value.Uuid(new UUID(halves.getLong(), halves.getLong()));
  }

  private static Value decimal128(ByteBuffer halves) {
    return new Value.Decimal128(halves.getLong(), halves.getLong());
  }

  private static long whole(Value value) {
    if (value instanceof Value.Int64(long l)) {
      return l;
    }
    if (value instanceof Value.Int32(int i)) {
      return i;
    }
    throw malformed("expected a whole number");
  }

  private static byte[] bytes(Value value) {
    if (value instanceof Value.Binary(byte ignored, byte[] bytes)) {
      return bytes;
    }
    throw malformed("expected bytes");
  }

  private static String text(Value value) {
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    throw malformed("expected text");
  }
}

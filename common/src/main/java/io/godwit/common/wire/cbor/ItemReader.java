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
 * Reads a value of any type, in any spelling that CBOR has for it, as an object. What it refuses is
 * no value: {@link ValueCheck} and {@link EncodedValue} have ways of their own only for the
 * spellings that {@link DocumentEncoder} uses, and send everything else here.
 */
final class ItemReader {

  /** No source brings documents as deep as this, and the stack must hold them. */
  private static final int DEEPEST = 1000;

  private ItemReader() {}

  /**
   * The next item.
   *
   * @param depth 1 for a field of a record
   * @throws RuntimeException where it is no value, of whatever class the first thing that finds it
   *     out throws: there are parts that are missing, and days that no calendar has
   */
  static Value value(CborReader in, int depth) {
    requireShallow(depth);
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

  /** Refuses what is nested deeper than the stack should have to hold. */
  static void requireShallow(int depth) {
    if (depth > DEEPEST) {
      throw malformed("more than " + DEEPEST + " levels");
    }
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
      default -> throw unknownSimple(in);
    };
  }

  static IllegalArgumentException unknownSimple(CborReader in) {
    return malformed("a simple value of kind " + in.info());
  }

  private static Value[] items(CborReader in, int count, int depth) {
    Value[] items = new Value[count];
    for (int i = 0; i < count; i++) {
      items[i] = value(in, depth + 1);
    }
    return items;
  }

  private static Document nested(CborReader in, int depth) {
    int size = in.count();
    String[] names = new String[size];
    Value[] values = new Value[size];
    for (int i = 0; i < size; i++) {
      names[i] = in.text();
      values[i] = value(in, depth + 1);
    }
    return Document.ofShared(names, values);
  }

  /** What follows a tag whose head was read. */
  static Value tagged(CborReader in, int depth) {
    return switch (CborReader.narrowed(in.number())) {
      case CborWriter.TAG_DECIMAL -> new Value.Decimal(in.decimal());
      case CborForm.TAG_DAYS -> new Value.Date(LocalDate.ofEpochDay(in.integer()));
      case CborForm.TAG_UUID -> uuid(bytes(value(in, depth + 1)));
      case CborForm.TAG_EXTENDED_TIME -> timestamp(in);
      case CborForm.GENERIC -> generic(List.of(items(in, in.array(), depth)));
      default -> throw malformed("tag " + in.number());
    };
  }

  private static Value timestamp(CborReader in) {
    long second = secondOfTimestamp(in);
    return new Value.Timestamp(Instant.ofEpochSecond(second, in.integer()));
  }

  /** The seconds of a time stamp whose tag was read; its nanoseconds are the next item. */
  static long secondOfTimestamp(CborReader in) {
    if (in.next() != CborWriter.MAP || in.count() != 2 || in.integer() != CborForm.SECONDS) {
      throw malformed("a time stamp");
    }
    long second = in.integer();
    if (in.integer() != CborForm.NANOSECONDS) {
      throw malformed("a time stamp");
    }
    return second;
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

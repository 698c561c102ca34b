package io.godwit.mongodb.bson;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * BSON as values, so that {@link BsonEncoder} makes the same bytes of them. What has a bare form is
 * told bare, straight from the bytes that the driver received; objects are made of what is nested,
 * and of types that are rare.
 *
 * <p>The bytes may be anything: what is no BSON, no UTF-8, or has a name twice is answered as
 * unreadable. The two ways in which a document may come back as other bytes with the same meaning
 * are keys of arrays that are not 0, 1, 2 in order, which nobody reads, and truth values of other
 * bytes than 0 and 1, which are unreadable here.
 *
 * <p>For one thread: it remembers the names of the document before.
 */
public final class BsonDecoder {

  /** MongoDB takes 100 levels, some of its own documents have more. */
  private static final int DEEPEST = 200;

  private static final int MILLIS = 1000;
  private static final int NANOS_OF_MILLI = 1_000_000;
  private static final int OBJECT_ID_BYTES = 12;

  private final ReadNames names = new ReadNames();

  /** A decoder that knows no names yet. */
  public BsonDecoder() {}

  /**
   * Tells the fields of a document, one call of the consumer each, in their order.
   *
   * @param document its bytes, all of them
   * @return the names of the fields, distinct; not changed any more
   * @throws UnreadableDocument where it cannot be read; some of its fields may have been told
   */
  public String[] tell(byte[] document, ValueConsumer consumer) throws UnreadableDocument {
    BsonCursor cursor = new BsonCursor(document, 0, document.length);
    int before = cursor.enter();
    names.begin();
    for (int type = cursor.int8(); type != 0; type = cursor.int8()) {
      int from = cursor.at();
      names.add(document, from, cursor.passName());
      try {
        tell(type, cursor, consumer);
      } catch (UnreadableDocument e) {
        throw e.in(names.last());
      }
    }
    cursor.leave(before);
    return names.take();
  }

  private static void tell(int type, BsonCursor cursor, ValueConsumer consumer)
      throws UnreadableDocument {
    switch (type) {
      case BsonType.STRING -> {
        int from = cursor.at() + Integer.BYTES;
        int to = cursor.passString();
        BsonText.require(cursor.in(), from, to);
        consumer.text(cursor.in(), from, to);
      }
      case BsonType.INT32 -> consumer.int32(cursor.int32());
      case BsonType.INT64 -> consumer.int64(cursor.int64());
      case BsonType.DOUBLE -> consumer.float64(Double.longBitsToDouble(cursor.int64()));
      case BsonType.BOOLEAN -> consumer.bool(bool(cursor));
      case BsonType.NULL -> consumer.nothing();
      case BsonType.DATE -> {
        long millis = cursor.int64();
        consumer.timestamp(
            Math.floorDiv(millis, MILLIS), Math.floorMod(millis, MILLIS) * NANOS_OF_MILLI);
      }
      default -> value(type, cursor, 1).tell(consumer);
    }
  }

  /**
   * The value of a field of a document of which nothing else needs to be readable; empty where it
   * is not there, or cannot be reached or read.
   */
  public static Optional<Value> find(byte[] document, String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    try {
      BsonCursor cursor = new BsonCursor(document, 0, document.length);
      cursor.enter();
      for (int type = cursor.int8(); type != 0; type = cursor.int8()) {
        int from = cursor.at();
        int to = cursor.passName();
        if (Arrays.equals(document, from, to, wanted, 0, wanted.length)) {
          return Optional.of(value(type, cursor, 1));
        }
        cursor.pass(type);
      }
    } catch (UnreadableDocument e) {
      // Whoever asks has a failure to tell already, and this one would say no more.
    }
    return Optional.empty();
  }

  private static Value value(int type, BsonCursor cursor, int depth) throws UnreadableDocument {
    return switch (type) {
      case BsonType.DOUBLE -> new Value.Float64(Double.longBitsToDouble(cursor.int64()));
      case BsonType.STRING -> new Value.Text(string(cursor));
      case BsonType.DOCUMENT -> new Value.Nested(nested(cursor, depth + 1));
      case BsonType.ARRAY -> new Value.Array(items(cursor, depth + 1));
      case BsonType.BINARY -> binary(cursor);
      case BsonType.OBJECT_ID ->
          new Value.ObjectId(HexFormat.of().formatHex(cursor.bytes(OBJECT_ID_BYTES)));
      case BsonType.BOOLEAN -> new Value.Bool(bool(cursor));
      case BsonType.DATE -> new Value.Timestamp(Instant.ofEpochMilli(cursor.int64()));
      case BsonType.NULL -> Value.Null.NULL;
      case BsonType.REGEX -> new Value.Regex(name(cursor), name(cursor));
      case BsonType.INT32 -> new Value.Int32(cursor.int32());
      case BsonType.INT64 -> new Value.Int64(cursor.int64());
      case BsonType.DECIMAL128 -> decimal128(cursor);
      default -> foreign(type, cursor);
    };
  }

  private static Value decimal128(BsonCursor cursor) throws UnreadableDocument {
    long low = cursor.int64();
    return new Value.Decimal128(cursor.int64(), low);
  }

  private static Value foreign(int type, BsonCursor cursor) throws UnreadableDocument {
    ForeignType foreign = ForeignType.of(type).orElseThrow(() -> BsonCursor.unknown(type));
    int from = cursor.at();
    cursor.pass(type);
    return foreign.value(Arrays.copyOfRange(cursor.in(), from, cursor.at()));
  }

  private static boolean bool(BsonCursor cursor) throws UnreadableDocument {
    int bool = cursor.int8();
    if (bool > 1) {
      throw UnreadableDocument.damaged("a truth value is 0 or 1, not " + bool);
    }
    return bool == 1;
  }

  private static String string(BsonCursor cursor) throws UnreadableDocument {
    int from = cursor.at() + Integer.BYTES;
    return BsonText.of(cursor.in(), from, cursor.passString());
  }

  private static String name(BsonCursor cursor) throws UnreadableDocument {
    int from = cursor.at();
    return BsonText.of(cursor.in(), from, cursor.passName());
  }

  private static Value binary(BsonCursor cursor) throws UnreadableDocument {
    int length = cursor.int32();
    byte subtype = (byte) cursor.int8();
    if (subtype == BsonType.UUID_BINARY && length == BsonType.UUID_BYTES) {
      long high = Long.reverseBytes(cursor.int64());
      return new Value.Uuid(new UUID(high, Long.reverseBytes(cursor.int64())));
    }
    if (subtype != BsonType.OLD_BINARY) {
      return new Value.Binary(subtype, cursor.bytes(length));
    }
    int inner = cursor.int32();
    if (inner != length - Integer.BYTES) {
      throw UnreadableDocument.damaged("binary data of subtype 2 has two lengths that differ");
    }
    return new Value.Binary(subtype, cursor.bytes(inner));
  }

  private static List<Value> items(BsonCursor cursor, int depth) throws UnreadableDocument {
    requireShallow(depth);
    List<Value> values = new ArrayList<>();
    int before = cursor.enter();
    for (int type = cursor.int8(); type != 0; type = cursor.int8()) {
      cursor.passName();
      try {
        values.add(value(type, cursor, depth));
      } catch (UnreadableDocument e) {
        throw e.in(Integer.toString(values.size()));
      }
    }
    cursor.leave(before);
    return values;
  }

  private static Document nested(BsonCursor cursor, int depth) throws UnreadableDocument {
    requireShallow(depth);
    List<String> names = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    int before = cursor.enter();
    for (int type = cursor.int8(); type != 0; type = cursor.int8()) {
      String name = name(cursor);
      names.add(name);
      try {
        values.add(value(type, cursor, depth));
      } catch (UnreadableDocument e) {
        throw e.in(name);
      }
    }
    cursor.leave(before);
    String[] distinct = names.toArray(String[]::new);
    ReadNames.requireDistinct(distinct);
    return Document.ofShared(distinct, values.toArray(Value[]::new));
  }

  private static void requireShallow(int depth) throws UnreadableDocument {
    if (depth > DEEPEST) {
      throw new UnreadableDocument(
          ErrorCode.VALUE_UNSUPPORTED, "the field is nested deeper than " + DEEPEST + " levels");
    }
  }
}

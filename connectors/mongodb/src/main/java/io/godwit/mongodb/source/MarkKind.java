package io.godwit.mongodb.source;

import io.godwit.mongodb.bson.RawValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/** What a watermark can be: kinds of values that grow, each compared with its own alone. */
enum MarkKind {
  /** Of whichever type; not-a-number is none, since nothing is above or below it. */
  NUMBER("number"),
  DATE("date"),
  /** They begin with the second in which they were made. */
  OBJECT_ID("ObjectId");

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{24}");
  private static final int ID_BYTES = 12;

  private final String word;

  MarkKind(String word) {
    this.word = word;
  }

  /** For people. */
  String word() {
    return word;
  }

  String plural() {
    return word + "s";
  }

  /** What every value of it meets, and no other. */
  BsonDocument all() {
    return from("$gte", lowest());
  }

  /** What every value of it meets that is above one. */
  BsonDocument above(RawValue value) {
    return from("$gt", value.read());
  }

  private BsonDocument from(String operator, BsonValue value) {
    BsonDocument all = new BsonDocument(operator, value);
    // Not-a-number is nowhere among the others; stand-ins for MongoDB hold it for the greatest.
    return this == NUMBER ? all.append("$lte", new BsonDouble(Double.POSITIVE_INFINITY)) : all;
  }

  /**
   * Finds the documents of which a field holds none of it. By one comparison that is turned round,
   * which an index over the field serves.
   */
  BsonDocument none(String field) {
    BsonDocument none =
        new BsonDocument(field, new BsonDocument("$not", new BsonDocument("$gte", lowest())));
    BsonDocument odd = new BsonDocument(field, new BsonDouble(Double.NaN));
    return this == NUMBER ? new BsonDocument("$or", new BsonArray(List.of(none, odd))) : none;
  }

  private BsonValue lowest() {
    return switch (this) {
      case NUMBER -> new BsonDouble(Double.NEGATIVE_INFINITY);
      case DATE -> new BsonDateTime(Long.MIN_VALUE);
      case OBJECT_ID -> new BsonObjectId(new ObjectId(new byte[ID_BYTES]));
    };
  }

  /** The kind of a value; empty where it is of none. */
  static Optional<MarkKind> of(RawValue value) {
    return IdBracket.of(value)
        .map(bracket ->
            switch (bracket) {
              case NUMBER -> Optional.of(NUMBER);
              case DATE -> Optional.of(DATE);
              case OBJECT_ID -> Optional.of(OBJECT_ID);
              default -> Optional.<MarkKind>empty();
            })
        .orElse(Optional.empty());
  }

  boolean isOfTime() {
    return this != NUMBER;
  }

  /** Whether a value lies behind a time; of numbers only one that no other is above. */
  boolean isBeyond(RawValue value, Instant time) {
    BsonValue read = value.read();
    return switch (this) {
      case NUMBER ->
          (read.isDouble() && read.asDouble().getValue() == Double.POSITIVE_INFINITY)
              || (read.isDecimal128() && read.asDecimal128().getValue().isInfinite());
      case DATE -> read.asDateTime().getValue() > time.toEpochMilli();
      case OBJECT_ID -> second(read.asObjectId()) > time.getEpochSecond();
    };
  }

  /** A value of the time so many seconds before one; numbers have no time. */
  RawValue lowered(RawValue value, long seconds) {
    BsonValue read = value.read();
    return switch (this) {
      case NUMBER -> value;
      case DATE -> RawValue.of(new BsonDateTime(read.asDateTime().getValue() - seconds * 1000));
      case OBJECT_ID -> {
        byte[] id = new byte[ID_BYTES];
        long second = Math.max(0, second(read.asObjectId()) - seconds);
        for (int i = 0; i < Integer.BYTES; i++) {
          id[i] = (byte) (second >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
        }
        yield RawValue.of(new BsonObjectId(new ObjectId(id)));
      }
    };
  }

  private static long second(BsonObjectId id) {
    return Integer.toUnsignedLong(id.getValue().getTimestamp());
  }

  /**
   * As it stands in plans and messages: dates as people write them, whole numbers in digits, an
   * ObjectId in its 24; anything else as {@link RawValue#text} has it, so that no digit is lost.
   */
  static String text(RawValue value) {
    BsonValue read = value.read();
    return switch (read.getBsonType()) {
      case INT32 -> Integer.toString(read.asInt32().getValue());
      case INT64 -> Long.toString(read.asInt64().getValue());
      case DATE_TIME -> Instant.ofEpochMilli(read.asDateTime().getValue()).toString();
      case OBJECT_ID -> read.asObjectId().getValue().toHexString();
      default -> value.text();
    };
  }

  /**
   * The value of a text; of a whole number another type than it had, which compares alike.
   *
   * @throws RuntimeException where {@link #text} has not made it
   */
  static RawValue parse(String text) {
    if (HEX.matcher(text).matches()) {
      return RawValue.of(new BsonObjectId(new ObjectId(text)));
    }
    if (WHOLE.matcher(text).matches()) {
      return RawValue.of(new BsonInt64(Long.parseLong(text)));
    }
    return text.startsWith("{") || text.startsWith("bson:")
        ? RawValue.parse(text)
        : RawValue.of(new BsonDateTime(Instant.parse(text).toEpochMilli()));
  }
}

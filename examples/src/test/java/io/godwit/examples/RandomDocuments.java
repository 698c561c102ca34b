package io.godwit.examples;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Random documents as lines of Extended JSON, in both of its modes, written by the driver. */
final class RandomDocuments {

  private static final int[] CHARACTERS = {
    1, 'a', '.', '"', '\\', '\n', '\t', '/', 0x7F, 0x80, 0x7FF, 0x800, 0x2028, 0xFFFD, 0x1F985
  };
  private static final long[] NUMBERS = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53};
  private static final double[] DOUBLES = {
    -0.0, 0.1, 1.0, 1e22, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 0.0, -1 / 0.0
  };
  private static final List<Decimal128> DECIMALS =
      List.of(
          Decimal128.NaN,
          Decimal128.NEGATIVE_INFINITY,
          Decimal128.NEGATIVE_ZERO,
          Decimal128.parse("1.00"),
          Decimal128.parse("9.999999999999999999999999999999999E+6144"));

  private final Random random;

  RandomDocuments(long seed) {
    this.random = new Random(Long.getLong("godwit.seed", 0) + seed);
  }

  /**
   * A document in one line.
   *
   * @param carried whether all its values are of types that are carried; else one is not
   */
  String line(int id, boolean carried) {
    BsonDocument document = new BsonDocument("_id", new BsonInt32(id));
    document.putAll(nested(0));
    if (!carried) {
      BsonValue alien = alien();
      document.put("alien", random.nextBoolean() ? alien : new BsonArray(List.of(alien)));
    }
    JsonMode mode = random.nextBoolean() ? JsonMode.EXTENDED : JsonMode.RELAXED;
    return document.toJson(JsonWriterSettings.builder().outputMode(mode).build());
  }

  private BsonDocument nested(int depth) {
    BsonDocument document = new BsonDocument();
    int size = random.nextInt(depth == 0 ? 12 : 4);
    for (int i = 0; i < size; i++) {
      document.put("f" + i + text(), value(depth));
    }
    return document;
  }

  private BsonValue value(int depth) {
    return switch (random.nextInt(depth < 3 ? 13 : 11)) {
      case 0 -> BsonNull.VALUE;
      case 1 -> BsonBoolean.valueOf(random.nextBoolean());
      case 2 -> new BsonInt32((int) number());
      case 3 -> new BsonInt64(number());
      case 4 -> new BsonDouble(fraction());
      case 5 -> new BsonDecimal128(decimal());
      case 6 -> new BsonString(text());
      case 7 -> new BsonBinary(bytes(random.nextInt(40)));
      case 8 -> new BsonDateTime(number());
      case 9 -> new BsonObjectId(new ObjectId(bytes(12)));
      case 10 -> new BsonRegularExpression(text(), "imx");
      case 11 -> array(depth + 1);
      default -> nested(depth + 1);
    };
  }

  private BsonValue alien() {
    return switch (random.nextInt(4)) {
      case 0 -> new BsonMinKey();
      case 1 -> new BsonMaxKey();
      case 2 -> new BsonTimestamp(number());
      default -> new BsonJavaScript("1");
    };
  }

  private BsonArray array(int depth) {
    BsonArray array = new BsonArray();
    int size = random.nextInt(12);
    for (int i = 0; i < size; i++) {
      array.add(value(depth));
    }
    return array;
  }

  private double fraction() {
    return random.nextBoolean()
        ? DOUBLES[random.nextInt(DOUBLES.length)]
        : Double.longBitsToDouble(random.nextLong());
  }

  private Decimal128 decimal() {
    return random.nextBoolean()
        ? DECIMALS.get(random.nextInt(DECIMALS.size()))
        : new Decimal128(
            new BigDecimal(new BigInteger(112, random), random.nextInt(12_288) - 6_111));
  }

  private long number() {
    return random.nextBoolean() ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int size = random.nextInt(20) == 0 ? 900 : random.nextInt(9);
    for (int i = 0; i < size; i++) {
      text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return text.toString();
  }
}

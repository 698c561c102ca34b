package io.godwit.mongodb.bson;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Documents of every type that MongoDB can hold, with the values that break careless code. */
final class RandomValues {

  private static final int[] CHARACTERS = {
    0, 'a', '.', '"', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x1F985
  };
  private static final long[] NUMBERS = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53};
  private static final double[] DOUBLES = {-0.0, Double.NaN, Double.MIN_VALUE, 1e308, 1 / 0.0};

  private final Random random;
  private final byte[] subtypes;

  private RandomValues(long seed, byte[] subtypes) {
    this.random = new Random(Long.getLong("godwit.seed", 0) + seed);
    this.subtypes = subtypes;
  }

  RandomValues(long seed) {
    this(seed, new byte[] {0, 2, 5, (byte) 0x80});
  }

  /** Without the binary subtypes at which the emulator drops its connection. */
  static RandomValues forEmulator(long seed) {
    return new RandomValues(seed, new byte[] {0});
  }

  Document document() {
    return document(0);
  }

  /** A value of a type that nobody but MongoDB has. */
  Value foreign() {
    ForeignType[] types = ForeignType.values();
    ForeignType type = types[random.nextInt(types.length)];
    BsonBuffer out = new BsonBuffer();
    try {
      int opened = out.open();
      content(type, out);
      out.close(opened);
      byte[] around = RawValue.bytes(out.view(0, out.length()));
      return type.value(Arrays.copyOfRange(around, Integer.BYTES, around.length - 1));
    } catch (UnwritableRecord e) {
      throw new AssertionError(e);
    }
  }

  private void content(ForeignType type, BsonBuffer out) throws UnwritableRecord {
    switch (type) {
      case UNDEFINED, MIN_KEY, MAX_KEY -> {}
      case TIMESTAMP -> out.int64(number());
      case JAVASCRIPT, SYMBOL -> out.string(text(), "");
      case DB_POINTER -> {
        out.string(text(), "");
        out.raw(bytes(12));
      }
      case SCOPED_JAVASCRIPT -> {
        int opened = out.open();
        out.string(text(), "");
        out.close(out.open());
        out.setInt32(opened, out.length() - opened);
      }
    }
  }

  private Document document(int depth) {
    Map<String, Value> fields = new LinkedHashMap<>();
    int size = random.nextInt(depth == 0 ? 12 : 4);
    for (int i = 0; i < size; i++) {
      fields.put("f" + i + text().replace("\0", ""), value(depth));
    }
    return Document.of(fields);
  }

  private Value value(int depth) {
    return switch (random.nextInt(depth < 3 ? 14 : 12)) {
      case 0 -> Value.Null.NULL;
      case 1 -> new Value.Bool(random.nextBoolean());
      case 2 -> new Value.Int32((int) number());
      case 3 -> new Value.Int64(number());
      case 4 ->
          new Value.Float64(
              random.nextBoolean()
                  ? DOUBLES[random.nextInt(DOUBLES.length)]
                  : random.nextGaussian());
      case 5 ->
          new Value.Decimal(
              new BigDecimal(new BigInteger(112, random), random.nextInt(12_288) - 6_111));
      case 6 -> new Value.Text(text());
      case 7 -> binary();
      case 8 -> new Value.Timestamp(Instant.ofEpochMilli(number()));
      case 9 -> new Value.Uuid(new UUID(number(), number()));
      case 10 -> new Value.ObjectId(HexFormat.of().formatHex(bytes(12)));
      case 11 -> new Value.Regex(text().replace("\0", ""), "imx");
      case 12 -> array(depth + 1);
      default -> new Value.Nested(document(depth + 1));
    };
  }

  private Value array(int depth) {
    List<Value> values = new ArrayList<>();
    int size = random.nextInt(12);
    for (int i = 0; i < size; i++) {
      values.add(value(depth));
    }
    return new Value.Array(values);
  }

  private Value binary() {
    byte subtype = subtypes[random.nextInt(subtypes.length)];
    return new Value.Binary(subtype, bytes(random.nextInt(40)));
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private long number() {
    return random.nextBoolean() ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int size = random.nextInt(20) == 0 ? 9_000 : random.nextInt(9);
    for (int i = 0; i < size; i++) {
      text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return text.toString();
  }
}

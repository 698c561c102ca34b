package io.godwit.common.wire.cbor;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Random values of the closed set, edge cases included. */
public final class AnyValue {

  private static final int SIMPLE_TYPES = 17;

  private final Random random;

  /** Values that a seed determines. */
  public AnyValue(long seed) {
    this.random = new Random(Long.getLong("godwit.seed", 0) + seed);
  }

  /** A document of up to 20 fields, nested at most {@code depth} times. */
  public Document document(int depth) {
    Map<String, Value> fields = new LinkedHashMap<>();
    int size = random.nextInt(20);
    for (int i = 0; i < size; i++) {
      fields.put(random.nextInt(5) == 0 ? text() : "field" + i, value(depth));
    }
    return Document.of(fields);
  }

  /** A value, nested at most {@code depth} times. */
  public Value value(int depth) {
    int type = random.nextInt(depth > 0 ? SIMPLE_TYPES + 2 : SIMPLE_TYPES);
    return switch (type) {
      case 0 -> Value.Null.NULL;
      case 1 -> new Value.Bool(random.nextBoolean());
      case 2 -> new Value.Int32(random.nextInt() >> random.nextInt(32));
      case 3 -> new Value.Int64(random.nextLong() >> random.nextInt(64));
      case 4 -> new Value.Float64(number());
      case 5 -> new Value.Decimal(decimal());
      case 6 -> new Value.Decimal128(random.nextLong(), random.nextLong());
      case 7 -> new Value.Text(text());
      case 8 -> new Value.Binary((byte) random.nextInt(6), bytes());
      case 9 -> new Value.Date(LocalDate.ofEpochDay(random.nextInt(2_000_000) - 1_000_000));
      case 10 -> new Value.Time(LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)));
      case 11 -> new Value.Timestamp(instant());
      case 12 -> new Value.LocalTimestamp(LocalDateTime.of(2026, 2, 28, 23, 59, 59, nano()));
      case 13 -> new Value.Uuid(new UUID(random.nextLong(), random.nextLong()));
      case 14 -> new Value.ObjectId("%024x".formatted(new BigInteger(96, random)));
      case 15 -> new Value.Regex(text(), "im");
      case 16 -> new Value.Foreign("mongodb", "timestamp", bytes());
      case 17 -> new Value.Array(values(depth - 1));
      default -> new Value.Nested(document(depth - 1));
    };
  }

  private List<Value> values(int depth) {
    List<Value> values = new ArrayList<>();
    int size = random.nextInt(6);
    for (int i = 0; i < size; i++) {
      values.add(value(depth));
    }
    return values;
  }

  private double number() {
    double[] edges = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 0.1};
    int pick = random.nextInt(edges.length * 2);
    return pick < edges.length ? edges[pick] : random.nextGaussian() * 1e10;
  }

  private BigDecimal decimal() {
    return new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(60) - 20)
        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextLong(1L << 40) - (1L << 39), nano());
  }

  private int nano() {
    return random.nextInt(1_000_000_000);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(4) == 0 ? random.nextInt(3000) : random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(
          random.nextInt(3) == 0 ? 0x1F300 + random.nextInt(200) : 1 + random.nextInt(700));
    }
    return text.toString();
  }
}

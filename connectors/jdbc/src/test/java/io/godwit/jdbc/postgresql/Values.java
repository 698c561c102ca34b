package io.godwit.jdbc.postgresql;

import static org.quicktheories.generators.Generate.oneOf;
import static org.quicktheories.generators.Generate.pick;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.quicktheories.core.Gen;

/** Any value of the closed set, with the edges of every type more often than chance would. */
public final class Values {

  private Values() {}

  /** One of each type, such as every column of that type takes. */
  public static List<Value> ordinary() {
    LocalDateTime time = LocalDateTime.of(2026, 11, 21, 10, 20, 30);
    Value text = new Value.Text("wader");
    Value whole = new Value.Int32(7);
    return List.of(
        Value.Null.NULL,
        new Value.Bool(true),
        whole,
        new Value.Int64(1L << 40),
        new Value.Float64(0.5),
        new Value.Decimal(new BigDecimal("12.50")),
        new Value.Decimal128(0x303c000000000000L, 1250),
        text,
        new Value.Binary(new byte[] {0, -1, '\\'}),
        new Value.Date(time.toLocalDate()),
        new Value.Time(time.toLocalTime()),
        new Value.Timestamp(instant(time)),
        new Value.LocalTimestamp(time),
        new Value.Uuid(new UUID(1, 2)),
        new Value.ObjectId("0123456789abcdef01234567"),
        new Value.Regex("^a\"\\d", "i"),
        new Value.Array(List.of(text, Value.Null.NULL)),
        new Value.Array(List.of(whole)),
        new Value.Nested(Document.of("a", text)));
  }

  /** Any of them. */
  public static Gen<Value> any() {
    Gen<Value> scalar = oneOf(oneOf(numbers(), texts()), oneOf(times(), others()));
    Gen<Value> array = lists().of(scalar).ofSizeBetween(0, 3).map(Value.Array::new);
    Gen<Value> alike = oneOf(numbers(), texts()).zip(integers().between(1, 3), Values::repeated);
    Gen<Value> nested =
        scalar.zip(array, (s, a) -> new Value.Nested(Document.of(Map.of("a", s, "b\"\n", a))));
    return oneOf(scalar, oneOf(scalar, oneOf(alike, oneOf(array, nested))));
  }

  private static Value repeated(Value value, int times) {
    return new Value.Array(java.util.Collections.nCopies(times, value));
  }

  private static Gen<Value> numbers() {
    Gen<Value> whole =
        oneOf(
            integers().all().map(Value.Int32::new),
            oneOf(
                longs().all().map(Value.Int64::new),
                longs().between(-40_000, 40_000).map(Value.Int64::new)));
    Gen<Value> floating =
        oneOf(
            longs().all().map(bits -> new Value.Float64(Double.longBitsToDouble(bits))),
            oneOf(
                integers().all().map(i -> new Value.Float64((float) i / 64)),
                pick(List.of(
                        0.0,
                        -0.0,
                        0.1,
                        1e15,
                        Double.NaN,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        Double.NEGATIVE_INFINITY))
                    .map(Value.Float64::new)));
    Gen<Value> decimal =
        longs()
            .all()
            .zip(
                integers().between(-30, 40),
                integers().between(0, 2),
                (l, scale, size) ->
                    new Value.Decimal(
                        new BigDecimal(BigInteger.valueOf(l).pow(size), scale - 10 * size)));
    Gen<Value> small =
        longs()
            .between(-99_999, 99_999)
            .zip(
                integers().between(0, 4),
                (l, scale) -> new Value.Decimal(BigDecimal.valueOf(l, scale)));
    Gen<Value> decimal128 = longs().all().zip(longs().all(), Value.Decimal128::new);
    return oneOf(whole, oneOf(floating, oneOf(oneOf(decimal, small), decimal128)));
  }

  private static Gen<Value> texts() {
    Gen<String> odd =
        pick(
            List.of(
                "",
                "\\N",
                "\\.",
                "NULL",
                "{a,\"b\"}",
                "a\tb\r\nc\\",
                "null\0inside",
                "half \ud83d",
                "bird \ud83d\udc26",
                "0012.50",
                "12.345",
                "ab   ",
                "2024-01-01",
                "2024-01-01 10:00:00.1234567",
                "2024-01-01T10:00:00+02",
                "10:00:00.5",
                "true",
                "{\"a\": 1}",
                "{1,2}"));
    return oneOf(odd, strings().basicMultilingualPlaneAlphabet().ofLengthBetween(0, 12))
        .map(Value.Text::new);
  }

  private static Gen<Value> times() {
    Gen<Integer> nanos =
        oneOf(integers().between(0, 999_999_999), integers().between(0, 999))
            .map(n -> n < 1000 ? n * 1_000_000 : n % 3 == 0 ? n / 1000 * 1000 : n);
    Gen<Long> days = oneOf(longs().between(-2_600_000, 3_000_000), longs().between(0, 40_000));
    Gen<LocalDateTime> local =
        days.zip(
            longs().between(0, 86_399),
            nanos,
            (d, s, n) -> LocalDate.ofEpochDay(d).atTime(LocalTime.ofSecondOfDay(s).withNano(n)));
    return oneOf(
        oneOf(
            days.map(d -> new Value.Date(LocalDate.ofEpochDay(d))),
            local.map(t -> new Value.Time(t.toLocalTime()))),
        oneOf(
            local.map(t -> new Value.Timestamp(instant(t))), local.map(Value.LocalTimestamp::new)));
  }

  private static Instant instant(LocalDateTime utc) {
    return utc.toInstant(ZoneOffset.UTC);
  }

  private static Gen<Value> others() {
    Gen<byte[]> bytes = longs().all().map(l -> BigInteger.valueOf(l).toByteArray());
    return oneOf(
        oneOf(
            bytes.zip(integers().between(0, 1), (b, s) -> new Value.Binary(s.byteValue(), b)),
            longs().all().zip(longs().all(), (a, b) -> new Value.Uuid(new UUID(a, b)))),
        oneOf(
            integers()
                .all()
                .map(i -> new Value.ObjectId("0123456789abcdef" + HexFormat.of().toHexDigits(i))),
            pick(
                List.of(
                    Value.Null.NULL,
                    new Value.Bool(true),
                    new Value.Bool(false),
                    new Value.Regex("^a\"\\d", "i")))));
  }
}

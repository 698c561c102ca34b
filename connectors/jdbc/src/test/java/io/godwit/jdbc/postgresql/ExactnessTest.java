package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.DecimalText;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.JsonText;
import io.godwit.jdbc.sql.lookup.TableLookup;
import io.godwit.testkit.contract.OpenSink;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a column takes is there afterwards as it was, and what it would change is refused. */
class ExactnessTest {

  private static final List<String> TYPES =
      List.of(
          "bool",
          "int2",
          "int4",
          "int8",
          "float4",
          "float8",
          "numeric",
          "numeric(9,2)",
          "numeric(6,-2)",
          "text",
          "varchar(10)",
          "char(8)",
          "bytea",
          "date",
          "time",
          "time(3)",
          "timestamp",
          "timestamp(0)",
          "timestamptz",
          "timestamptz(3)",
          "uuid",
          "json",
          "jsonb",
          "int4[]",
          "text[]",
          "numeric(5,1)[]",
          "varchar(3)[]",
          "float8[]",
          "bytea[]");

  @Test
  void anyValueSurvivesOrIsRefused() throws Exception {
    String columns =
        IntStream.range(0, TYPES.size())
            .mapToObj(i -> "c" + i + " " + TYPES.get(i))
            .collect(Collectors.joining(", "));
    Set<String> accepted = new TreeSet<>();
    try (var schema = new TestSchema("create table t (id int primary key, " + columns + ")");
        var sink = schema.sink("t", "id");
        var lookup =
            schema.lookup(
                "t",
                "id",
                IntStream.range(0, TYPES.size()).mapToObj(i -> "c" + i).toArray(String[]::new))) {
      check(Values.ordinary(), sink, lookup, accepted);
      // The message names value and type, so there is nothing to shrink.
      qt().withExamples(20)
          .withShrinkCycles(0)
          .forAll(lists().of(Values.any()).ofSizeBetween(1, 20))
          .checkAssert(values -> check(values, sink, lookup, new HashSet<>()));
    }
    // A sink that refused everything would be exact, too.
    assertThat(accepted)
        .contains("Bool bool", "Int32 int2", "Int64 int8", "Float64 float4", "Float64 float8")
        .contains("Decimal numeric", "Decimal numeric(9,2)", "Decimal128 numeric", "Text text")
        .contains(
            "Text varchar(10)", "Binary bytea", "Date date", "Time time", "Timestamp timestamptz")
        .contains("LocalTimestamp timestamp", "Uuid uuid", "ObjectId text", "Nested json")
        .contains("Nested jsonb", "Array text[]", "Array int4[]", "Array json", "Regex json");
  }

  @Test
  void aLargeDoubleInAWholeColumnIsItsExactValue() throws Exception {
    double large = 7_388_519_217_461_402_603.0;
    try (var schema = new TestSchema("create table t (id int primary key, v int8)");
        var sink = schema.sink("t", "id");
        var lookup = schema.lookup("t", "id", "v")) {
      assertThat(sink.write(List.of(record("id", 1, "v", new Value.Float64(large)))))
          .containsExactly(Outcome.Written.WRITTEN);
      Value one = new Value.Int32(1);
      Value held = lookup.find(Set.of(one)).get(one).value(0);
      assertThat(held).isEqualTo(new Value.Int64((long) large));
      assertSame(new Value.Float64(large), held, "int8");
    }
  }

  private static void check(
      List<Value> values, OpenSink sink, TableLookup lookup, Set<String> accepted) {
    List<DataRecord> batch = new ArrayList<>();
    Set<Value> ids = new HashSet<>();
    for (Value value : values) {
      for (int column = 0; column < TYPES.size(); column++) {
        ids.add(new Value.Int32(batch.size()));
        batch.add(record("id", batch.size(), "c" + column, value));
      }
    }
    try {
      List<Answer> outcomes = sink.write(batch);
      Map<Value, Document> found = lookup.find(ids);
      for (int i = 0; i < outcomes.size(); i++) {
        Value written = values.get(i / TYPES.size());
        String type = TYPES.get(i % TYPES.size());
        if (outcomes.get(i) == Outcome.Written.WRITTEN) {
          Document row = found.get(new Value.Int32(i));
          assertSame(written, row.value(i % TYPES.size()), type);
          accepted.add(written.getClass().getSimpleName() + " " + type);
        }
      }
    } catch (Trouble e) {
      throw new AssertionError(values.toString(), e);
    }
  }

  private static void assertSame(Value written, Value read, String type) {
    if (isReadByServer(written, type)) {
      // The examples below say what the server must not lose of a text.
      return;
    }
    assertThat(normal(read, type, true))
        .as("%s in a column of type %s", written, type)
        .isEqualTo(normal(written, type, false));
  }

  private static boolean isReadByServer(Value value, String type) {
    return switch (value) {
      case Value.Text ignored ->
          !List.of("int", "float", "num", "text", "varchar", "char", "json").stream()
                  .anyMatch(type::startsWith)
              || type.endsWith("]");
      case Value.Array(var values) when type.endsWith("[]") ->
          values.stream()
              .anyMatch(element -> isReadByServer(element, type.substring(0, type.length() - 2)));
      case Value ignored -> false;
    };
  }

  /** What two values must agree in to be the same in a column. */
  private static Object normal(Value value, String type, boolean read) {
    if (value == Value.Null.NULL) {
      return value;
    }
    if (type.endsWith("[]") && value instanceof Value.Array(var elements)) {
      String element = type.substring(0, type.length() - 2);
      return elements.stream().map(e -> normal(e, element, read)).toList();
    }
    return switch (type.replaceAll("\\(.*", "")) {
      case "int2", "int4", "int8", "numeric", "float4", "float8" -> number(value, type);
      case "text", "varchar", "uuid" -> display(value);
      case "char" -> display(value).stripTrailing();
      case "bool" -> Key.display(value).startsWith("t");
      // What is read is the text of the JSON that stands there, and never a text inside of it.
      case "json" -> read ? ((Value.Text) value).value() : JsonText.of(value);
      // PostgreSQL's own equality of jsonb is all there is to compare with: see TextInJsonTest.
      case "jsonb" -> "";
      default -> value;
    };
  }

  private static String display(Value value) {
    return value instanceof Value.Decimal128 d
        ? DecimalText.of(Decimal128Text.toNumber(d).orElseThrow())
        : Key.display(value);
  }

  private static Object number(Value value, String type) {
    return switch (value) {
      case Value.Float64(double d) when type.startsWith("float") || !Double.isFinite(d) ->
          type.equals("float4") ? Float.toString((float) d) : Double.toString(d);
      // A whole column holds the number itself; numeric gets the shortest text that means it.
      case Value.Float64(double d) when type.startsWith("int") ->
          new BigDecimal(d).stripTrailingZeros();
      case Value.Float64(double d) -> new BigDecimal(Double.toString(d)).stripTrailingZeros();
      case Value.Int32(int i) -> decimal(BigDecimal.valueOf(i), type);
      case Value.Int64(long l) -> decimal(BigDecimal.valueOf(l), type);
      case Value.Decimal(var d) -> decimal(d, type);
      case Value.Decimal128 d -> decimal(Decimal128Text.toNumber(d).orElseThrow(), type);
      case Value.Text(String text) -> decimal(new BigDecimal(text.strip()), type);
      case Value other -> other;
    };
  }

  private static Object decimal(BigDecimal d, String type) {
    return switch (type) {
      case "float8" -> Double.toString(d.doubleValue());
      case "float4" -> Float.toString(d.floatValue());
      default -> d.stripTrailingZeros();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "'numeric(5,1)', 1.25",
    "float8, 0.12345678901234567890",
    "float4, 0.123456789",
    "date, 2024-01-01 10:00",
    "date, 01/02/2024",
    "date, 25.12.2024",
    "date, 01-02-03",
    "date, now",
    "date, TODAY",
    "date, ' tomorrow '",
    "timestamp, now",
    "timestamptz, yesterday 10:00",
    "timestamptz, 1/8/1999 04:05",
    "time, now",
    "timetz, now",
    "'tsrange', '[now,)'",
    "daterange, '[2024-01-01,today)'",
    "time, 10:00+02",
    "time, 2024-01-01 10:00",
    "time(0), 10:00:00.5",
    "timestamp, 2024-01-01 10:00:00Z",
    "timestamp, 2024-01-01T10:00:00+02:00",
    "timestamp, 2024-01-01 10:00 Europe/Berlin",
    "timestamp, 2024-01-01 10:00:00.1234567",
    "timestamptz, 2024-01-01 10:00:00.1234567+01:00",
    "varchar(2), 'ab '",
    "name, x",
    "'numeric(5,1)[]', '{1.25}'"
  })
  void textsThatTheServerWouldReadAndCutAreRefused(String type, String text) throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v " + type + ")");
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(List.of(record("id", 1, "v", text))))
          .hasOnlyElementsOfType(Outcome.Failed.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'numeric(5,1)', ' 1.50', 1.5",
    "float8, 0.1, 0.1",
    "float4, 0.1, 0.1",
    "int4, ' 7 ', 7",
    "date, 20240102, 2024-01-02",
    "date, 2024/1/2, 2024-01-02",
    "date, 'January 2, 2024', 2024-01-02",
    "date, 2-Jan-2024, 2024-01-02",
    "date, infinity, infinity",
    "timestamptz, 'Tue, 02 Jan 2024 10:00:00 +0100', 2024-01-02 09:00:00+00",
    "time(0), 10:00:00.0, 10:00:00",
    "timestamp, 2024-01-01T10:00:00.123456, 2024-01-01 10:00:00.123456",
    "timestamp, 'Jan 1 2024 10:00 PM', 2024-01-01 22:00:00",
    "timestamp, 0044-03-15 10:00 BC, 0044-03-15 10:00:00 BC",
    "timestamptz, 2024-01-01 10:00:00+02:30, 2024-01-01 07:30:00+00",
    "timestamptz, 2024-01-01 10:00:00, 2024-01-01 10:00:00+00",
    "'int4[]', '{1,NULL}', '{1,NULL}'",
    "interval, 1 day, 1 day",
    "inet, 10.0.0.1, 10.0.0.1"
  })
  void textsAreReadByTheServer(String type, String text, String shown) throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v " + type + ")");
        var sink = schema.bareSink("t", "id")) {
      schema.execute("set time zone 'UTC'");

      assertThat(sink.write(List.of(record("id", 1, "v", text))))
          .containsExactly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select v from t")).containsExactly(shown);
    }
  }

  @Test
  void documentsBecomeRelaxedExtendedJsonWithExactNumbers() throws Exception {
    Value document =
        new Value.Nested(
            Document.of("n", new Value.Decimal(new BigDecimal("12345678901234567890.10")))
                .with("l", new Value.Int64(Long.MAX_VALUE))
                .with("o", new Value.ObjectId("0123456789abcdef01234567"))
                .with("t", new Value.Timestamp(java.time.Instant.EPOCH))
                .with("b", new Value.Binary((byte) 3, new byte[] {1}))
                .with("s", new Value.Text("\"\\\n\u0001é\ud83d\udc26"))
                .with("a", new Value.Array(List.of(Value.Null.NULL, new Value.Bool(true)))));
    try (var schema = new TestSchema("create table t (id int primary key, j json, b jsonb)");
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(List.of(record("id", 1, "j", document, "b", document))))
          .containsExactly(Outcome.Written.WRITTEN);

      assertThat(schema.rows("select j from t"))
          .containsExactly(
              "{\"n\":12345678901234567890.10,\"l\":9223372036854775807,"
                  + "\"o\":{\"$oid\":\"0123456789abcdef01234567\"},"
                  + "\"t\":{\"$date\":\"1970-01-01T00:00:00Z\"},"
                  + "\"b\":{\"$binary\":{\"base64\":\"AQ==\",\"subType\":\"03\"}},"
                  + "\"s\":\"\\\"\\\\\\u000a\\u0001é\ud83d\udc26\",\"a\":[null,true]}");
      assertThat(schema.rows("select b = j::jsonb, b->>'n', b->>'s' from t"))
          .containsExactly("t|12345678901234567890.10|\"\\\n\u0001é\ud83d\udc26");
    }
  }

  /** Bits as IEEE 754-2008 and the BSON specification's examples of decimal128 have them. */
  @ParameterizedTest
  @CsvSource({
    "3040000000000000, 1, 1",
    "303e000000000000, 1, 0.1",
    "b03c000000000000, 7d0, -20.00",
    "3041ed09bead87c0, 378d8e63ffffffff, 9999999999999999999999999999999999",
    "5fffed09bead87c0, 378d8e63ffffffff, 9.999999999999999999999999999999999E+6144",
    "6c10000000000000, 0, 0",
    "b040000000000000, 0, -0",
    "7800000000000000, 0, Infinity",
    "f800000000000000, 0, -Infinity",
    "7c00000000000000, 0, NaN"
  })
  void decimal128IsReadByItsBits(String high, String low, String number) {
    Value.Decimal128 bits =
        new Value.Decimal128(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16));

    assertThat(
            Decimal128Text.toNumber(bits)
                .map(BigDecimal::toString)
                .orElseGet(() -> Decimal128Text.toText(bits)))
        .isEqualTo(number);
  }
}

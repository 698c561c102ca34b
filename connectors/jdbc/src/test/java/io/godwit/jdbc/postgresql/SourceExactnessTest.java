package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of PostgreSQL arrives as it is, and its schema says what it is. */
class SourceExactnessTest {

  private static final String LONG =
      "123456789012345678901234567890123456789012345678901234567890.123456789012345678901234567890";

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Value decimal(String text) {
    return new Value.Decimal(new BigDecimal(text));
  }

  private static Arguments of(String type, String schema, String literals, Value... values) {
    return Arguments.of(type, schema, literals, List.of(values));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        of(
            "int2",
            "int32",
            "-32768, 32767, 0",
            new Value.Int32(-32768),
            new Value.Int32(32767),
            new Value.Int32(0)),
        of(
            "int4",
            "int32",
            "-2147483648, 2147483647",
            new Value.Int32(Integer.MIN_VALUE),
            new Value.Int32(Integer.MAX_VALUE)),
        of(
            "int8",
            "integer",
            "-9223372036854775808, 9223372036854775807, 999999999999999999, -99999999999999999",
            new Value.Int64(Long.MIN_VALUE),
            new Value.Int64(Long.MAX_VALUE),
            new Value.Int64(999_999_999_999_999_999L),
            new Value.Int64(-99_999_999_999_999_999L)));
  }

  static Stream<Arguments> fractions() {
    return Stream.of(
        of(
            "numeric",
            "decimal",
            "1.50, -0.001, 100, '-99999999999999999', 0.00000000000000001, "
                + LONG
                + ", 1e30, 'NaN'",
            decimal("1.50"),
            decimal("-0.001"),
            decimal("100"),
            decimal("-99999999999999999"),
            decimal("0.00000000000000001"),
            decimal(LONG),
            decimal("1000000000000000000000000000000"),
            new Value.Float64(Double.NaN)),
        of("numeric(12,4)", "decimal(12,4)", "1.5", decimal("1.5000")),
        of(
            "float4",
            "float",
            "0.1, 3.4028235e38, '-0', 'NaN', '-Infinity'",
            new Value.Float64(0.1f),
            new Value.Float64(Float.MAX_VALUE),
            new Value.Float64(-0.0),
            new Value.Float64(Double.NaN),
            new Value.Float64(Double.NEGATIVE_INFINITY)),
        of(
            "float8",
            "double",
            "0.1, 4.9406564584124654e-324, 1.7976931348623157e308, '-0'",
            new Value.Float64(0.1),
            new Value.Float64(Double.MIN_VALUE),
            new Value.Float64(Double.MAX_VALUE),
            new Value.Float64(-0.0)),
        of("money", "money of postgresql", "1234567.5, -0.05", text("1234567.50"), text("-0.05")));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        of(
            "text",
            "text",
            "'', ' a ', E'\\n\\t\\\\|\"', 'é日🐦', 'null'",
            text(""),
            text(" a "),
            text("\n\t\\|\""),
            text("é日🐦"),
            text("null")),
        of("varchar(3)", "text(3)", "'日本語'", text("日本語")),
        of("char(4)", "text(4)", "'ab'", text("ab  ")),
        of("name", "name of postgresql", "'a'", text("a")),
        of("\"char\"", "\"char\" of postgresql", "'a'", text("a")),
        of(
            "json",
            "json",
            "'{\"b\" : 1,  \"a\":1.50, \"a\":2}'",
            text("{\"b\" : 1,  \"a\":1.50, \"a\":2}")),
        of("jsonb", "json", "'{\"b\" : 1, \"a\":1.50}'", text("{\"a\": 1.50, \"b\": 1}")),
        of("xml", "xml of postgresql", "'<a>é</a>'", text("<a>é</a>")),
        of(
            "bytea",
            "bytes",
            "'\\x00ff5c', ''",
            new Value.Binary(HexFormat.of().parseHex("00ff5c")),
            new Value.Binary(new byte[0])),
        of("bool", "boolean", "true, false", new Value.Bool(true), new Value.Bool(false)),
        of(
            "uuid",
            "uuid",
            "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
            new Value.Uuid(UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"))));
  }

  static Stream<Arguments> times() {
    return Stream.of(
        of(
            "date",
            "date",
            "'2024-02-29', '0044-03-15 BC', '4713-01-01 BC', '5874897-12-31'," + " 'infinity'",
            new Value.Date(LocalDate.of(2024, 2, 29)),
            new Value.Date(LocalDate.of(-43, 3, 15)),
            new Value.Date(LocalDate.of(-4712, 1, 1)),
            new Value.Date(LocalDate.of(5_874_897, 12, 31)),
            text("infinity")),
        of(
            "time",
            "time",
            "'00:00', '23:59:59.999999', '24:00'",
            new Value.Time(LocalTime.MIDNIGHT),
            new Value.Time(LocalTime.of(23, 59, 59, 999_999_000)),
            text("24:00:00")),
        of(
            "timetz",
            "time with time zone of postgresql",
            "'10:00:00.5+05:30'",
            text("10:00:00.5+05:30")),
        of(
            "timestamp",
            "datetime",
            "'2024-02-29 12:30:00.000001', '0001-01-01 00:00:00 BC',"
                + " '294276-12-31 23:59:59.999999', '-infinity'",
            new Value.LocalTimestamp(LocalDateTime.of(2024, 2, 29, 12, 30, 0, 1000)),
            new Value.LocalTimestamp(LocalDateTime.of(0, 1, 1, 0, 0)),
            new Value.LocalTimestamp(LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000)),
            text("-infinity")),
        of(
            "timestamptz",
            "timestamp",
            "'2024-03-31 02:30:00.25+02', '1883-11-18 12:03:58+00'",
            new Value.Timestamp(Instant.parse("2024-03-31T00:30:00.250Z")),
            new Value.Timestamp(Instant.parse("1883-11-18T12:03:58Z"))),
        of(
            "interval",
            "interval of postgresql",
            "'1 year 2 mons -3 days 04:05:06.789'",
            text("1 year 2 mons -3 days +04:05:06.789")));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        of("inet", "inet of postgresql", "'10.0.0.1/8'", text("10.0.0.1/8")),
        of("bit(5)", "bit(5) of postgresql", "B'10110'", text("10110")),
        of("point", "point of postgresql", "'(1.5,-2)'", text("(1.5,-2)")),
        of(
            "box[]",
            "box[] of postgresql",
            "'{(2,2),(1,1);(4,4),(3,3)}'",
            text("{(2,2),(1,1);(4,4),(3,3)}")),
        of("int4range", "int4range of postgresql", "'[1,5)'", text("[1,5)")),
        of("oidvector", "oidvector of postgresql", "'1 2'", text("1 2")),
        of("tsvector", "tsvector of postgresql", "'a b'", text("'a' 'b'")),
        of(
            "int[]",
            "array of int32",
            "'{}', '{1,NULL,-3}', '{{1,2},{3,4}}'",
            new Value.Array(List.of()),
            new Value.Array(List.of(new Value.Int32(1), Value.Null.NULL, new Value.Int32(-3))),
            new Value.Array(
                List.of(
                    new Value.Array(List.of(new Value.Int32(1), new Value.Int32(2))),
                    new Value.Array(List.of(new Value.Int32(3), new Value.Int32(4)))))),
        of(
            "text[]",
            "array of text",
            "'{\"a,\\\"b\",\"null\",null,\"\"}'",
            new Value.Array(List.of(text("a,\"b"), text("null"), Value.Null.NULL, text("")))),
        of(
            "numeric(9,2)[]",
            "array of decimal(9,2)",
            "'{1.5}'",
            new Value.Array(List.of(decimal("1.50")))),
        of(
            "inet[]",
            "array of inet of postgresql",
            "'{10.0.0.1}'",
            new Value.Array(List.of(text("10.0.0.1")))),
        of("mood", "mood of postgresql", "'so, so'", text("so, so")),
        of("price", "decimal(7,2)", "1.5", decimal("1.50")));
  }

  static Stream<Arguments> all() {
    return Stream.of(numbers(), fractions(), texts(), times(), others()).flatMap(some -> some);
  }

  @ParameterizedTest
  @MethodSource("all")
  void arrives(String type, String seen, String literals, List<Value> values) throws Exception {
    try (var schema =
        new TestSchema(
            "create type mood as enum ('so, so')",
            "create domain euro as numeric(7,2)",
            "create domain price as euro check (value > 0)",
            "create table t (n int primary key generated always as identity, v " + type + ")",
            "insert into t (v) select x from unnest(array["
                + literals
                + "]::text[]) with ordinality as u(y, i),"
                + " lateral (select y::text::"
                + type
                + ") as w(x) order by i",
            "insert into t (v) values (null)")) {
      try (Source source = SourceTables.open(schema, SourceTables.tables(2, "t"))) {
        Field field = source.inspect().units().get("t").fields().get(1);
        assertThat(field.type().text()).isEqualTo(seen);
        List<DataRecord> records = SourceTables.records(source);
        assertThat(records.stream().map(record -> record.fields().value(1)).toList())
            .startsWith(values.toArray(Value[]::new))
            .endsWith(Value.Null.NULL)
            .hasSize(values.size() + 1);
      }
    }
  }

  @Test
  void anArrayWithBoundsOfItsOwnIsUnreadable() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id text primary key, \"the list\" int[])",
                "insert into t values ('', '{1}'), ('x', '[0:1]={7,8}'), ('y', null)");
        Source source = SourceTables.open(schema, SourceTables.tables(10, "t"))) {
      List<Reading> readings =
          SourceTables.readings(source, source.plan().splits().getFirst(), Position.START);

      assertThat(readings).hasSize(3);
      assertThat(((Reading.Read) readings.getFirst()).record().key().text()).isEqualTo("''");
      Reading.Unreadable bad = (Reading.Unreadable) readings.get(1);
      assertThat(bad.failure().code()).isEqualTo(ErrorCode.VALUE_UNSUPPORTED);
      assertThat(bad.failure().message())
          .isEqualTo(
              "column the list holds an array whose bounds do not begin at 1, which no other array"
                  + " has: [0:1]={7,8}");
      assertThat(bad.failure().column()).contains("the list");
      assertThat(bad.key().orElseThrow().text()).isEqualTo("x");
      assertThat(new String(bad.raw(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("id: x\nthe list: [0:1]={7,8}\n");
    }
  }
}

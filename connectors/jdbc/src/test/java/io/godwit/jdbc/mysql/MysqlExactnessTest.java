package io.godwit.jdbc.mysql;

import static io.godwit.jdbc.mysql.TestDatabase.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.DecimalText;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.postgresql.Values;
import io.godwit.jdbc.sql.fit.JsonText;
import io.godwit.jdbc.sql.lookup.TableLookup;
import io.godwit.testkit.contract.OpenSink;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a column takes is there afterwards as it was, and what it would change is refused. */
class MysqlExactnessTest {

  private static final List<String> TYPES =
      List.of(
          "tinyint(1)",
          "tinyint",
          "tinyint unsigned",
          "smallint",
          "smallint unsigned",
          "mediumint",
          "mediumint unsigned",
          "int",
          "int unsigned",
          "bigint",
          "bigint unsigned",
          "decimal(9,2)",
          "decimal(65,30)",
          "float",
          "double",
          "bit(1)",
          "bit(8)",
          "bit(64)",
          "char(8)",
          "varchar(10)",
          "varchar(10) character set latin1",
          "tinytext",
          "text character set utf8mb3",
          "longtext",
          "binary(4)",
          "varbinary(5)",
          "longblob",
          "date",
          "time",
          "time(3)",
          "datetime",
          "datetime(6)",
          "timestamp null",
          "timestamp(6) null",
          "year",
          "enum('a','true','\u00fc')",
          "set('a','b')",
          "json",
          "uuid",
          "inet6");

  private static final String COLUMNS =
      IntStream.range(0, TYPES.size())
          .mapToObj(i -> "c" + i + " " + TYPES.get(i))
          .collect(Collectors.joining(", "));

  /** By LOAD DATA, and by inserts where that is forbidden. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anyValueSurvivesOrIsRefused(boolean mayLoad) throws Exception {
    Set<String> accepted = new TreeSet<>();
    try (var database = new TestDatabase("create table t (id int primary key, " + COLUMNS + ")")) {
      database.execute("set global local_infile = " + mayLoad);
      try (var sink = database.sink("t", "id");
          var lookup =
              database.lookup(
                  "t",
                  "id",
                  IntStream.range(0, TYPES.size()).mapToObj(i -> "c" + i).toArray(String[]::new))) {
        check(Values.ordinary(), sink, lookup, accepted);
        // The message names value and type, so there is nothing to shrink.
        qt().withExamples(12)
            .withShrinkCycles(0)
            .forAll(lists().of(Values.any()).ofSizeBetween(1, 20))
            .checkAssert(values -> check(values, sink, lookup, new HashSet<>()));
      } finally {
        database.execute("set global local_infile = on");
      }
    }
    // A sink that refused everything would be exact, too.
    assertThat(accepted)
        .contains("Bool tinyint(1)", "Int32 tinyint(1)", "Int32 tinyint", "Int64 bigint")
        .contains("Int32 bigint unsigned", "Float64 float", "Float64 double", "Bool bit(1)")
        .contains("Int32 bit(8)", "Decimal decimal(9,2)", "Decimal128 decimal(9,2)")
        .contains("Text varchar(10)", "Text varchar(10) character set latin1", "Bool varchar(10)")
        .contains("Binary varbinary(5)", "Binary longblob", "Date date", "Time time")
        .contains("LocalTimestamp datetime", "Timestamp timestamp null", "Uuid uuid")
        .contains("ObjectId longtext", "Nested json", "Array json", "Regex json");
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
          assertSame(written, found.get(new Value.Int32(i)).value(i % TYPES.size()), type);
          accepted.add(written.getClass().getSimpleName() + " " + type);
        } else {
          assertThat(outcomes.get(i))
              .as(written + " in " + type)
              .isInstanceOf(Outcome.Failed.class);
        }
      }
    } catch (Trouble e) {
      throw new AssertionError(values.toString(), e);
    }
  }

  private static void assertSame(Value written, Value read, String type) {
    assertThat(normal(read, type, true))
        .as("%s in a column of type %s", written, type)
        .isEqualTo(normal(written, type, false));
  }

  /** What two values must agree in to be the same in a column. */
  private static Object normal(Value value, String type, boolean read) {
    if (value == Value.Null.NULL) {
      return value;
    }
    return switch (type.replaceAll("[^a-z0-9].*", "")) {
      case "tinyint", "smallint", "mediumint", "int", "bigint", "year", "bit", "decimal" ->
          number(value, type);
      case "float", "double" -> floating(value, type);
      case "char" -> display(value).stripTrailing();
      case "varchar", "tinytext", "text", "longtext" -> display(value);
      case "json" -> read ? ((Value.Text) value).value() : JsonText.of(value);
      case "date" -> typed(value, FieldType.DATE);
      case "time" -> typed(value, FieldType.TIME);
      case "datetime" -> typed(value, FieldType.DATETIME);
      case "timestamp" -> typed(value, FieldType.TIMESTAMP);
      case "uuid" -> typed(value, FieldType.UUID);
      case "varbinary", "longblob", "binary" -> bytes(value);
      default -> value;
    };
  }

  private static Value bytes(Value value) {
    return value instanceof Value.Text(String text)
        ? new Value.Binary(HexFormat.of().parseHex(text.substring(2)))
        : value;
  }

  private static Value typed(Value value, FieldType type) {
    return value instanceof Value.Text(String text) ? type.parse(text) : value;
  }

  private static String display(Value value) {
    return value instanceof Value.Decimal128 d
        ? DecimalText.of(Decimal128Text.toNumber(d).orElseThrow())
        : Key.display(value);
  }

  private static BigDecimal number(Value value, String type) {
    return switch (value) {
      case Value.Bool(boolean b) -> BigDecimal.valueOf(b ? 1 : 0);
      case Value.Text(String text) when text.startsWith("t") -> BigDecimal.ONE;
      // A whole column holds the number itself; decimal gets the shortest text that means it.
      case Value.Float64(double d) when !type.startsWith("decimal") && !type.contains("bigint u") ->
          new BigDecimal(d).stripTrailingZeros();
      default -> new BigDecimal(display(value)).stripTrailingZeros();
    };
  }

  private static String floating(Value value, String type) {
    return type.equals("float")
        ? Float.toString(new BigDecimal(display(value)).floatValue())
        : value instanceof Value.Float64(double d)
            ? Double.toString(d)
            : Double.toString(new BigDecimal(display(value)).doubleValue());
  }

  @ParameterizedTest
  @CsvSource({
    "year, 70",
    "year, 0",
    "year, 1900",
    "bit(8), -1",
    "bit(8), 256",
    "bit(64), 18446744073709551616",
    "tinyint(1), 200",
    "tinyint, 128",
    "int, 12abc",
    "int, 1.5",
    "bigint unsigned, -1",
    "bigint unsigned, 18446744073709551616",
    "'decimal(5,1)', 1.25",
    "'decimal(5,1)', 12345",
    "double, 0.12345678901234567890",
    "double, 1e400",
    "float, 0.123456789",
    "date, 2024-02-30",
    "date, 0000-00-00",
    "date, 2024-00-10",
    "date, 20240102",
    "date, 0999-12-31",
    "time, 24:00:00",
    "time(0), 10:00:00.5",
    "datetime, 2024-01-01T10:00:00Z",
    "datetime(3), 2024-01-01 10:00:00.1234",
    "timestamp, 2024-01-01 10:00:00",
    "timestamp, 1969-12-31T23:59:59Z",
    "timestamp, 1970-01-01T00:00:00Z",
    "timestamp, 2106-02-07T06:28:16Z"
  })
  void numbersAndTimesThatTheServerWouldChangeAreRefused(String type, String text)
      throws Exception {
    assertRefused(type, text);
  }

  @ParameterizedTest
  @CsvSource({
    "varchar(2), 'ab '",
    "varchar(2), abc",
    "char(2), abc",
    "varchar(5) character set latin1, \u0142",
    "varchar(5) character set utf8mb3, \ud83d\udc26",
    "'enum(''a'',''b'')', A",
    "'enum(''a'',''b'')', 1",
    "'enum(''a'',''b'')', ''",
    "'set(''a'',''b'')', 'b,b'",
    "'set(''a'',''b'')', 3",
    "binary(2), \\x01",
    "binary(2), \\x010203",
    "varbinary(2), ab",
    "json, '{\"a\":'",
    "inet6, 1.2",
    "point, 'POINT(1 1)'"
  })
  void textsThatTheServerWouldChangeAreRefused(String type, String text) throws Exception {
    assertRefused(type, text);
  }

  private static void assertRefused(String type, String text) throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (id int primary key, v " + type + " null default null)");
        var sink = database.bareSink("t", "id")) {
      assertThat(sink.write(List.of(record("id", 1, "v", text))))
          .hasOnlyElementsOfType(Outcome.Failed.class);
      assertThat(database.rows("select * from t")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "year, 1901, 1901",
    "year, 2155, 2155",
    "bit(64), 18446744073709551615, 18446744073709551615",
    "tinyint(1), true, 1",
    "tinyint(1), -128, -128",
    "bigint unsigned, 18446744073709551615, 18446744073709551615",
    "bigint, -9223372036854775808, -9223372036854775808",
    "'decimal(5,1)', 1.50, 1.5",
    "double, 1.7976931348623157E308, 1.7976931348623157e308",
    "double, 4.9E-324, 5e-324",
    "date, 1000-01-01, 1000-01-01",
    "date, 9999-12-31, 9999-12-31",
    "time(6), 23:59:59.999999, 23:59:59.999999",
    "datetime(6), 9999-12-31T23:59:59.999999, 9999-12-31 23:59:59.999999",
    "timestamp, 1970-01-01T00:00:01Z, 1970-01-01 00:00:01",
    "timestamp(6), 2038-01-19T03:14:07.999999Z, 2038-01-19 03:14:07.999999",
    "timestamp, 2024-03-31T02:30:00+02:00, 2024-03-31 00:30:00",
    "char(2), 'a   ', a",
    "varchar(2) character set utf8mb4, \ud83d\udc26\ud83d\udc26, \ud83d\udc26\ud83d\udc26",
    "'enum(''a'',''it''''s'')', it's, it's",
    "'set(''a'',''b'')', 'b,a', 'a,b'",
    "binary(2), \\x0100, 0100",
    "json, '{\"a\": 1.10}', '{\"a\": 1.10}'",
    "uuid, 00000000-0000-0001-0000-000000000002, 00000000-0000-0001-0000-000000000002",
    "inet6, 2001:DB8::1, 2001:db8::1"
  })
  void textsAreReadInOneWay(String type, String text, String shown) throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (id int primary key, v " + type + " null default null)");
        var sink = database.bareSink("t", "id")) {
      database.execute("set time_zone = '+00:00'");

      assertThat(sink.write(List.of(record("id", 1, "v", text))))
          .containsExactly(Outcome.Written.WRITTEN);
      String column = type.startsWith("bit") ? "v + 0" : type.startsWith("binary") ? "hex(v)" : "v";
      assertThat(database.rows("select " + column + " from t")).containsExactly(shown);
    }
  }

  @Test
  void documentsKeepTheirNumbersAndAKeyOfZeroIsNoRequestForANumber() throws Exception {
    Value document =
        new Value.Nested(
            Document.of("n", new Value.Decimal(new BigDecimal("12345678901234567890.10")))
                .with("s", new Value.Text("\"\\\n\u0001\0\u00e9\ud83d\udc26")));
    try (var database =
            new TestDatabase("create table t (id int auto_increment primary key, j json)");
        var sink = database.sink("t", "id")) {
      assertThat(sink.write(List.of(record("id", 0, "j", document))))
          .containsExactly(Outcome.Written.WRITTEN);
      assertThat(database.rows("select id, j from t"))
          .containsExactly(
              "0|{\"n\":12345678901234567890.10,"
                  + "\"s\":\"\\\"\\\\\\u000a\\u0001\\u0000\u00e9\ud83d\udc26\"}");
    }
  }
}

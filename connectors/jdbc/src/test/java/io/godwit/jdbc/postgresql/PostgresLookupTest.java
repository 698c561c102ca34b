package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.LookupQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresLookupTest {

  private static final Value FOUND = new Value.Text("found");

  @Test
  void everySpellingOfAKeyFindsItsRowAndWhatCannotBeAKeyIsAbsent() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, v text)",
                "insert into t values (12, 'found'), (13, null)");
        var lookup = schema.lookup("t", "id", "v")) {
      Set<Value> found =
          Set.of(
              new Value.Int32(12),
              new Value.Int64(12),
              new Value.Text("12"),
              new Value.Float64(12),
              decimal("12.00"));
      Set<Value> keys = new HashSet<>(found);
      keys.addAll(
          List.of(
              new Value.Int32(13),
              new Value.Int64(1L << 40),
              new Value.Text("012"),
              new Value.Text("a"),
              new Value.Text(""),
              new Value.Float64(12.5),
              decimal("12.5"),
              decimal("1E+99999999"),
              new Value.Bool(true),
              new Value.Uuid(new UUID(0, 12)),
              new Value.Array(List.of(new Value.Int32(12))),
              Value.Null.NULL));

      Map<Value, Document> rows = lookup.find(keys);

      assertThat(rows).hasSize(6).containsEntry(new Value.Int32(13), row(Value.Null.NULL));
      assertThat(found).allSatisfy(key -> assertThat(rows).containsEntry(key, row(FOUND)));
      assertThat(lookup.find(Set.of(new Value.Text("none")))).isEmpty();
    }
  }

  private static Document row(Value value) {
    return Document.of("v", value);
  }

  private static Value decimal(String text) {
    return new Value.Decimal(new BigDecimal(text));
  }

  @ParameterizedTest
  @CsvSource({
    "varchar(3), 'abc', abc, abcd",
    "char(5), 'ab', ab, abcdefgh",
    "numeric(5;2), '1.10', 1.1, 1.101",
    "date, '2024-02-29', 2024-02-29, 2024-02-30",
    "timestamp, '2024-02-29 10:00', 2024-02-29T10:00, 2024-02-29T10:00Z",
    "timestamptz, '2024-02-29 10:00Z', 2024-02-29T12:00+02:00, 2024-02-29T10:00",
    "uuid, '00000000-0000-0000-0000-00000000000c', 00000000-0000-0000-0000-00000000000C, c",
    "bool, 'true', true, maybe",
    "smallint, '5', 5, 70000"
  })
  void textsFindKeysOfOtherTypes(String type, String stored, String hit, String miss)
      throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (k " + type.replace(';', ',') + " unique, v text)",
                "insert into t values ('" + stored + "', 'found')");
        var lookup = schema.lookup("t", "k", "v")) {
      assertThat(lookup.find(Set.of(new Value.Text(hit), new Value.Text(miss))))
          .containsExactly(Map.entry(new Value.Text(hit), row(FOUND)));
    }
  }

  @Test
  void columnsAreReadAsTheyAre() throws Exception {
    String row =
        """
        insert into t values (1, 7, 1.50, 'NaN', 0.5, 'ab', true, '0044-03-15 BC', '10:00:00.5',
          '24:00', '2024-01-01 10:00', '2024-01-01 10:00+01', 'infinity', '\\xff00', '{"a": 1}',
          array['x', null, '"q\\', 'NULL'], array[[1, 2], [3, 4]], null)\
        """;
    try (var schema =
        new TestSchema(
            "create table t (id int8 primary key, a int2, b numeric, c numeric, d float4, e"
                + " char(3), f bool, g date, h time, i time, j timestamp, k timestamptz, l"
                + " timestamptz, m bytea, n jsonb, o text[], p int8[], q int)",
            row)) {
      String[] take = "a b c d e f g h i j k l m n o p q".split(" ");
      try (var lookup = schema.lookup("t", "id", take)) {
        Document found = lookup.find(Set.of(new Value.Int32(1))).get(new Value.Int32(1));

        assertThat(found.toMap().values())
            .containsExactly(
                new Value.Int32(7),
                decimal("1.50"),
                new Value.Float64(Double.NaN),
                new Value.Float64(0.5),
                new Value.Text("ab "),
                new Value.Bool(true),
                new Value.Date(LocalDate.of(-43, 3, 15)),
                new Value.Time(LocalTime.of(10, 0, 0, 500_000_000)),
                new Value.Text("24:00:00"),
                new Value.LocalTimestamp(LocalDateTime.of(2024, 1, 1, 10, 0)),
                new Value.Timestamp(Instant.parse("2024-01-01T09:00:00Z")),
                new Value.Text("infinity"),
                new Value.Binary(new byte[] {-1, 0}),
                new Value.Text("{\"a\": 1}"),
                new Value.Array(
                    List.of(
                        new Value.Text("x"),
                        Value.Null.NULL,
                        new Value.Text("\"q\\"),
                        new Value.Text("NULL"))),
                new Value.Array(List.of(longs(1, 2), longs(3, 4))),
                Value.Null.NULL);
      }
    }
  }

  private static Value longs(long one, long other) {
    return new Value.Array(List.of(new Value.Int64(one), new Value.Int64(other)));
  }

  @ParameterizedTest
  @CsvSource({
    "places, id, city, table-missing, 'did you mean ''place''?'",
    "place, idd, city, column-missing, 'did you mean ''id''?'",
    "place, id, citty, column-missing, 'did you mean ''city''?'",
    "place, city, id, key-not-unique, two rows",
    "place, id, spot, column-unsupported, 'spot (point)'",
    "place, spans, id, column-unsupported, compared"
  })
  void refusesWhatCannotBeLookedUp(
      String table, String column, String take, String code, String message) throws Exception {
    try (var schema =
        new TestSchema(
            "create table place (id int primary key, city text, spot point, spans int[] unique)")) {
      assertThatThrownBy(() -> schema.lookup(table, column, take).close())
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.code().id()).isEqualTo(code))
          .hasMessageContaining(message);
    }
  }

  @Test
  void aThousandKeysAreOneQuery() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, v int)",
                "insert into t select i, i * 2 from generate_series(0, 4999) i");
        var lookup = schema.lookup("t", "id", "v")) {
      Set<Value> keys = new HashSet<>();
      IntStream.range(4500, 5500).forEach(i -> keys.add(new Value.Int32(i)));

      Map<Value, Document> rows = lookup.find(keys);

      assertThat(rows).hasSize(500);
      assertThat(rows.get(new Value.Int32(4999))).isEqualTo(row(new Value.Int32(9998)));
    }
  }

  /** A row is found where all columns agree, each as its type compares. */
  @Test
  void severalColumnsFindARowTogether() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (a int, b varchar(9), v varchar(9), unique (a, b))",
                "insert into t values (1, 'x', 'one'), (1, 'y', 'two'), (2, 'x', null), (null, 'x',"
                    + " 'no')");
        var lookup =
            TestSchema.open(
                new LookupQuery("t", List.of("b", "a"), List.of("v"), 1000, Optional.empty()),
                schema.access())) {
      Value one = key(new Value.Text("x"), new Value.Int64(1));
      Value same = key(new Value.Text("x"), new Value.Text("1"));
      Value none = key(new Value.Text("y"), new Value.Int32(2));
      Value noNumber = key(new Value.Text("x"), new Value.Text("a"));
      assertThat(
              lookup.find(
                  Set.of(one, same, none, noNumber, key(new Value.Text("x"), Value.Null.NULL))))
          .isEqualTo(
              Map.of(
                  one,
                  Document.of("v", new Value.Text("one")),
                  same,
                  Document.of("v", new Value.Text("one"))));
    }
  }

  private static Value key(Value... parts) {
    return new Value.Array(List.of(parts));
  }

  @Test
  void severalColumnsNeedAUniqueIndexTogether() throws Exception {
    try (var schema = new TestSchema("create table t (a int unique, b int, v int)")) {
      assertThatThrownBy(() ->
              TestSchema.open(
                  new LookupQuery("t", List.of("b", "v"), List.of("a"), 10, Optional.empty()),
                  schema.access()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("no unique index over b, v together");
      assertThatThrownBy(() ->
              TestSchema.open(
                  new LookupQuery("t", List.of("a"), List.of("v"), 10, Optional.of("i")),
                  schema.access()))
          .hasMessageContaining("a hint is for MongoDB");
    }
  }
}

package io.godwit.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.LookupQuery;
import io.godwit.jdbc.sql.lookup.TableLookup;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lookups find by keys of every type, and what they read. */
class MysqlLookupTest {

  private static Set<Value> found(TableLookup lookup, Value... asked) throws Exception {
    return lookup.find(Set.of(asked)).keySet();
  }

  @ParameterizedTest
  @CsvSource({
    "int, 7, 7, 8",
    "bigint unsigned, 18446744073709551615, 18446744073709551615, 18446744073709551614",
    "'decimal(9,2)', 1.50, 1.5, 1.51",
    "double, 0.1, 0.1, 0.2",
    "float, 0.1, 0.1, 0.10000001",
    "varchar(9) collate utf8mb4_uca1400_ai_ci, Ab, aB, a",
    "varchar(9) collate utf8mb4_bin, Ab, Ab, ab",
    "varchar(9) collate latin1_swedish_ci, ?, ?, \u0142",
    "varchar(9) collate latin1_swedish_ci, \u00e4, \u00c4, \u0142",
    "char(9), ab, 'ab   ', b",
    "date, 2024-02-29, 2024-02-29, 2024-02-28",
    "time(6), 10:00:00.5, 10:00:00.5, 10:00:00",
    "datetime(6), 2024-02-29 10:00:00.25, 2024-02-29T10:00:00.25, 2024-02-29T10:00:00",
    "timestamp, 2024-02-29 10:00:00, 2024-02-29T11:00:00+01:00, 2024-02-29T10:00:00+01:00",
    "uuid, 00000000-0000-0001-0000-000000000002, 00000000-0000-0001-0000-000000000002,"
        + " 00000000-0000-0001-0000-000000000003"
  })
  void keysOfEveryTypeFindTheirRows(String type, String held, String found, String other)
      throws Exception {
    try (var database = new TestDatabase("set time_zone = '+00:00'")) {
      database.execute("create table t (k " + type + " unique, v int)");
      database.execute("insert into t values ('" + held + "', 1)");
      try (var lookup = database.lookup("t", "k", "v")) {
        Value key = new Value.Text(found);
        assertThat(
                found(lookup, key, new Value.Text(other), new Value.Text("nothing \ud83d of it")))
            .containsExactly(key);
      }
    }
  }

  @Test
  void valuesAreReadAsTheyAre() throws Exception {
    try (var database =
            new TestDatabase(
                "set time_zone = '+00:00', sql_mode = ''",
                "create table t (id int primary key, flag tinyint(1), small tinyint(1), big bigint"
                    + " unsigned, huge bigint unsigned, f float, d decimal(5,2), bits bit(9), b"
                    + " blob, day date, zero date, t time(3), far time, dt datetime(1), ts"
                    + " timestamp(6) null, y year, e enum('a','b'), j json, u uuid, nothing int)",
                "insert into t values (1, 1, 5, 5, 18446744073709551615, 16777215, 1.50, 511,"
                    + " x'00ff', '2024-02-29', '0000-00-00', '10:00:00.125', '-800:00:00',"
                    + " '2024-02-29 10:00:00.5', '2024-02-29 10:00:00.000001', 2024, 'b',"
                    + " '{\"a\": 1}', '00000000-0000-0001-0000-000000000002', null)");
        var lookup =
            database.lookup(
                "t", "id", "flag", "small", "big", "huge", "f", "d", "bits", "b", "day", "zero",
                "t", "far", "dt", "ts", "y", "e", "j", "u", "nothing")) {
      Value one = new Value.Int32(1);
      Map<Value, Document> rows = lookup.find(Set.of(one));

      assertThat(rows.get(one).toMap().values())
          .containsExactly(
              new Value.Bool(true),
              new Value.Int32(5),
              new Value.Int64(5),
              new Value.Decimal(new BigDecimal("18446744073709551615")),
              new Value.Float64(16777215),
              new Value.Decimal(new BigDecimal("1.50")),
              new Value.Int64(511),
              new Value.Binary(new byte[] {0, -1}),
              new Value.Date(LocalDate.of(2024, 2, 29)),
              new Value.Text("0000-00-00"),
              new Value.Time(LocalTime.parse("10:00:00.125")),
              new Value.Text("-800:00:00"),
              new Value.LocalTimestamp(LocalDateTime.parse("2024-02-29T10:00:00.5")),
              new Value.Timestamp(Instant.parse("2024-02-29T10:00:00.000001Z")),
              new Value.Int32(2024),
              new Value.Text("b"),
              new Value.Text("{\"a\": 1}"),
              new Value.Uuid(new UUID(1, 2)),
              Value.Null.NULL);
    }
  }

  @Test
  void bytesFindTheirRows() throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (k varbinary(3) unique, v int)",
                "insert into t values (x'00', 1)");
        var lookup = database.lookup("t", "k", "v")) {
      Value key = new Value.Binary(new byte[] {0});
      assertThat(found(lookup, key, new Value.Binary(new byte[] {0, 0}))).containsExactly(key);
    }
  }

  /** A unique index over the beginning of a column holds no whole values apart. */
  @Test
  void aPartOfAColumnIsNoKey() throws Exception {
    try (var database = new TestDatabase("create table t (k varchar(9), v int, unique (k(2)))")) {
      assertThatThrownBy(() -> database.lookup("t", "k", "v"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("no unique index over k alone");
      assertThatThrownBy(() -> database.sink("t", "k"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("no unique index over exactly k");
    }
  }

  @Test
  void aNameThatIsNearlyThereIsSaid() throws Exception {
    try (var database = new TestDatabase("create table users (id int primary key)")) {
      assertThatThrownBy(() -> database.lookup("user", "id", "id"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("users");
    }
  }

  /** A row is found where all columns agree, each as its type compares. */
  @Test
  void severalColumnsFindARowTogether() throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (a int, b varchar(9), v varchar(9), unique (a, b))",
                "insert into t values (1, 'x', 'one'), (1, 'y', 'two'), (2, 'x', null), (null, 'x',"
                    + " 'no')");
        var lookup =
            TableLookup.open(
                new MysqlDialect(),
                new LookupQuery("t", List.of("b", "a"), List.of("v"), 1000, Optional.empty()),
                database.access())) {
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
    try (var database = new TestDatabase("create table t (a int unique, b int, v int)")) {
      assertThatThrownBy(() ->
              TableLookup.open(
                  new MysqlDialect(),
                  new LookupQuery("t", List.of("b", "v"), List.of("a"), 10, Optional.empty()),
                  database.access()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("no unique index over b, v together");
      assertThatThrownBy(() ->
              TableLookup.open(
                  new MysqlDialect(),
                  new LookupQuery("t", List.of("a"), List.of("v"), 10, Optional.of("i")),
                  database.access()))
          .hasMessageContaining("a hint is for MongoDB");
    }
  }
}

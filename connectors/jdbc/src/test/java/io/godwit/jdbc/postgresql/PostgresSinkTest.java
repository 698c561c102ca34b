package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSinkTest {

  @Test
  void insertsNewKeysAndOverwritesKnownOnes() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, name text, n numeric)",
                "insert into t values (1, 'old', 5)");
        var sink = schema.sink("t", "id")) {
      List<Answer> outcomes =
          sink.write(
              List.of(
                  record("id", 1, "name", "new", "n", Value.Null.NULL),
                  record("name", "tab\tnl\nback\\slash\\N", "id", 2, "n", 7)));

      assertThat(outcomes).containsExactly(Outcome.Written.WRITTEN, Outcome.Written.WRITTEN);
      assertThat(schema.rows("select * from t order by id"))
          .containsExactly("1|new|~", "2|tab\tnl\nback\\slash\\N|7");
    }
  }

  @Test
  void absentFieldsAreLeftToTheDefaultAndUntouchedOnUpdate() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, a text default 'd', b text, "
                    + "g int generated always as (id * 2) stored)",
                "insert into t values (1, 'x', 'y')");
        var sink = schema.sink("t", "id")) {
      sink.write(
          List.of(record("id", 1, "b", "z"), record("id", 2, "b", "z"), record("id", 3, "a", "q")));

      assertThat(schema.rows("select * from t order by id"))
          .containsExactly("1|x|z|2", "2|d|z|4", "3|q|~|6");
    }
  }

  @Test
  void tablesOfOnlyAKeyAndIdentityKeysAreFilled() throws Exception {
    try (var schema =
        new TestSchema(
            "create table k (a int, b text, primary key (a, b))",
            "create table i (id bigint generated always as identity primary key, v text)")) {
      try (var sink = schema.sink("k", "b", "a")) {
        List<DataRecord> batch = List.of(record("a", 1, "b", "x"), record("a", 1, "b", "y"));
        sink.write(batch);
        assertThat(sink.write(batch)).containsOnly(Outcome.Written.WRITTEN);
      }
      try (var sink = schema.sink("i", "id")) {
        sink.write(List.of(record("id", 77, "v", "a")));
        sink.write(List.of(record("id", 77, "v", "b")));
      }
      assertThat(schema.rows("select * from k order by 2")).containsExactly("1|x", "1|y");
      assertThat(schema.rows("select * from i")).containsExactly("77|b");
    }
  }

  @Test
  void theLastRecordOfAKeyWinsAndEachHasItsOwnOutcome() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, v varchar(5), n int check (n > 0))");
        var sink = schema.sink("t", "id")) {
      List<Answer> outcomes =
          sink.write(
              List.of(
                  record("id", 1, "v", "a", "n", 1),
                  record("id", 2, "v", "b", "n", 1),
                  record("id", 1, "v", "c", "n", 2),
                  record("id", 1, "v", "d", "n", -1),
                  record("id", 2, "v", "e"),
                  record("id", 2, "v", "too long", "n", 3)));

      assertThat(outcomes.stream().map(PostgresSinkTest::code))
          .containsExactly(
              "written", "written", "written", "target-constraint", "written", "target-too-long");
      assertThat(schema.rows("select * from t order by id")).containsExactly("1|c|2", "2|e|1");
    }
  }

  /** Of some types the spellings are known, of others only the server knows them. */
  @ParameterizedTest
  @CsvSource({
    "numeric, 1;1.0;01;+1, 2;2.00",
    "int, 1;01; 1, 2; 2",
    "float8, 0;-0.0;0e0, 2;2.0",
    "char(3), 'a;a ;a  ', b",
    "uuid, 00000000-0000-0000-0000-00000000000a;00000000-0000-0000-0000-00000000000A;"
        + "{00000000-0000-0000-0000-00000000000a}, 00000000-0000-0000-0000-00000000000b",
    "date, 2024-01-02;20240102, 2024-01-03",
    "bool, t;true;yes, f;no",
    "text collate nocase, a;A, b;B",
    "timestamptz, 2024-01-02 10:00Z;2024-01-02 12:00+02, 2024-01-02 10:01"
  })
  void spellingsOfOneKeyAreOneKeyInTheOrderOfTheBatch(String type, String ones, String others)
      throws Exception {
    try (var schema =
            new TestSchema(
                "create collation nocase"
                    + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create table t (id " + type + " primary key, v int, w int check (w > 0))");
        var sink = schema.sink("t", "id")) {
      List<String> keys = new ArrayList<>(List.of(ones.split(";")));
      keys.addAll(List.of(others.split(";")));
      List<DataRecord> batch = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String key = keys.get(i * 7 % keys.size());
        // Refused records and two sets of fields must not disturb the order, either.
        batch.add(i % 11 == 5 ? record("id", key, "v", i, "w", -1) : record("id", key, "v", i));
      }
      List<String> expected =
          Stream.of(ones, others)
              .map(spellings -> List.of(spellings.split(";")))
              .map(spellings ->
                  IntStream.range(0, 60)
                      .filter(i -> i % 11 != 5)
                      .filter(i -> spellings.contains(keys.get(i * 7 % keys.size())))
                      .max()
                      .orElseThrow())
              .map(String::valueOf)
              .toList();

      List<Answer> outcomes = sink.write(batch);

      assertThat(outcomes.stream().filter(Outcome.Written.WRITTEN::equals)).hasSize(55);
      assertThat(schema.rows("select v from t")).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aRepeatedBatchLeavesTheSameTable() throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v int not null)");
        var sink = schema.sink("t", "id")) {
      List<DataRecord> batch =
          IntStream.range(0, 500)
              .mapToObj(i -> record("id", i % 300, "v", i % 7 == 0 ? Value.Null.NULL : i(i)))
              .toList();
      List<Answer> first = sink.write(batch);
      List<String> once = schema.rows("select * from t order by id");

      assertThat(sink.write(batch)).isEqualTo(first);
      assertThat(schema.rows("select * from t order by id")).isEqualTo(once).hasSizeGreaterThan(9);
    }
  }

  @Test
  void aHotKeyIsWrittenInItsOrder() throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v int)");
        var sink = schema.sink("t", "id")) {
      List<DataRecord> batch =
          IntStream.range(0, 2_000).mapToObj(i -> record("id", i % 2, "v", i)).toList();

      assertThat(sink.write(batch)).containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select * from t order by id")).containsExactly("0|1998", "1|1999");
    }
  }

  @Test
  void manyVirtualThreadsShareFewConnections() throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v text)");
        var sink = schema.sink("t", "id");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Answer>>> tasks =
          IntStream.range(0, 40)
              .<Callable<List<Answer>>>mapToObj(task ->
                  () ->
                      sink.write(
                          IntStream.range(0, 100)
                              .mapToObj(i -> record("id", task * 100 + i, "v", "x"))
                              .toList()))
              .toList();
      for (Future<List<Answer>> done : threads.invokeAll(tasks)) {
        assertThat(done.get()).containsOnly(Outcome.Written.WRITTEN);
      }
      assertThat(schema.rows("select count(*), count(distinct id) from t"))
          .containsExactly("4000|4000");
      assertThat(
              schema.rows(
                  "select count(*) from pg_stat_activity where application_name = 'godwit'"
                      + " and query like '%godwit_staging%' and datname = 'postgres'"))
          .allSatisfy(n -> assertThat(Integer.parseInt(n)).isLessThanOrEqualTo(2));
    }
  }

  static String code(Answer outcome) {
    return switch (outcome) {
      case Outcome.Failed(var failure) -> failure.code().id();
      case Outcome.Written ignored -> "written";
      case Outcome.Unchanged ignored -> "unchanged";
      case Outcome.Dropped ignored -> "dropped";
      case Answer.Doubt(var reason, var ignored) -> "doubt " + reason;
    };
  }

  private static Value i(int value) {
    return new Value.Int32(value);
  }

  @Test
  void recordsWithoutAWholeKeyFail() throws Exception {
    try (var schema = new TestSchema("create table t (id int unique default 5, v text)");
        var sink = schema.sink("t", "id")) {
      List<Answer> outcomes =
          sink.write(
              List.of(
                  record("v", "absent"),
                  record("id", Value.Null.NULL, "v", "null"),
                  record("id", 1, "v", "good"),
                  record("id", 2, "v", "good", "w", "no such column")));

      assertThat(outcomes.stream().map(PostgresSinkTest::code))
          .containsExactly(
              ErrorCode.KEY_MISSING.id(),
              ErrorCode.KEY_MISSING.id(),
              "written",
              ErrorCode.TARGET_REFUSED.id());
      assertThat(schema.rows("select * from t")).containsExactly("1|good");
    }
  }
}

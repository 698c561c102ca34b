package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A column that becomes one of another type of the same width: the bytes that were right before are
 * another value now, and the server cannot know. Only keys that are new go in binary form.
 */
class AlteredTypeTest {

  private static Value value(String type, int i) {
    return switch (type) {
      case "int" -> new Value.Int32(i);
      case "bigint" -> new Value.Int64(i);
      case "float8" -> new Value.Float64(i);
      case "date" -> new Value.Date(LocalDate.of(2024, 1, 1).plusDays(i));
      case "timestamptz" -> new Value.Timestamp(Instant.parse("2024-01-01T00:00:00Z"));
      case "uuid" -> new Value.Uuid(new UUID(i, i));
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static List<DataRecord> batch(String type, int from) {
    return IntStream.range(from, from + 50)
        .mapToObj(i -> record("id", i, "v", value(type, i)))
        .toList();
  }

  /** What is shown is what the row of id 57 holds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "int; real; 57",
        "int; numeric; 57",
        "bigint; float8; 57",
        "float8; numeric; 57.0",
        "timestamptz; text; 2024-01-01T00:00:00Z",
        "uuid; text; 00000000-0000-0039-0000-000000000039"
      })
  void whereTheNewTypeHoldsTheValueItIsTheSameValue(String type, String now, String shown)
      throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v " + type + ")");
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(batch(type, 0))).containsOnly(Outcome.Written.WRITTEN);
      schema.execute("alter table t alter v type " + now + " using v::text::" + now);

      assertThat(sink.write(batch(type, 50))).containsOnly(Outcome.Written.WRITTEN);

      assertThat(schema.rows("select v from t where id = 57")).containsExactly(shown);
      assertThat(schema.rows("select count(*) from t")).containsExactly("100");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "int, oid",
    "int, date",
    "bigint, timestamp",
    "bigint, time",
    "float8, bigint",
    "date, int",
    "date, timestamp",
    "timestamptz, bigint",
    "timestamptz, timestamp",
    "uuid, point"
  })
  void whereItDoesNotItIsTroubleAndNothingIsWritten(String type, String now) throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v " + type + ")");
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(batch(type, 0))).containsOnly(Outcome.Written.WRITTEN);
      schema.execute("alter table t alter v type " + now + " using null");
      List<DataRecord> odd =
          type.equals("float8")
              ? List.of(record("id", 50, "v", new Value.Float64(0.5)))
              : batch(type, 50);

      assertThatThrownBy(() -> sink.write(odd))
          .isInstanceOfSatisfying(
              Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_ALTERED))
          .hasMessageContaining("column v was ");

      assertThat(schema.rows("select count(*) from t")).containsExactly("50");
    }
  }

  /** New keys are copied straight into the table, where only the index would refuse a second. */
  @Test
  void withoutItsIndexNoKeyIsThereTwice() throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v int)");
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(batch("int", 0))).containsOnly(Outcome.Written.WRITTEN);
      schema.execute("alter table t drop constraint t_pkey");

      assertThatThrownBy(() -> sink.write(batch("int", 0)))
          .isInstanceOfSatisfying(
              Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_ALTERED))
          .hasMessageContaining("no unique index over exactly id is left");
      schema.execute("create unique index other on t (id)");

      assertThat(sink.write(batch("int", 0))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select count(*), count(distinct id) from t"))
          .containsExactly("50|50");
    }
  }
}

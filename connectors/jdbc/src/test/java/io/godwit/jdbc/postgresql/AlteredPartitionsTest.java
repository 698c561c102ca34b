package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partitions that are taken off while a sink is open: no clean row is called bad for it. */
class AlteredPartitionsTest {

  private static final String[] TABLES = {
    "create table t (id int primary key, v text) partition by range (id)",
    "create table low partition of t for values from (0) to (100)",
    "create table high partition of t for values from (100) to (300) partition by range (id)",
    "create table second partition of high for values from (100) to (200)",
    "create table third partition of high for values from (200) to (300)"
  };

  private static List<DataRecord> batch(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> record("id", i, "v", "n" + i)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "alter table t detach partition high; second;"
            + " alter table t attach partition high for values from (100) to (300)",
        "alter table high detach partition second; second;"
            + " alter table high attach partition second for values from (100) to (200)",
        "drop table second; second; create table other partition of high"
            + " for values from (100) to (200)",
        "drop table second; second; create table other partition of high default"
      })
  void aRowThatHasLostItsPartitionIsTroubleUntilItHasOneAgain(
      String change, String named, String back) throws Exception {
    try (var schema = new TestSchema(TABLES);
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(batch(90, 110))).containsOnly(Outcome.Written.WRITTEN);
      schema.execute(change);

      assertThat(sink.write(batch(0, 50))).as("others").containsOnly(Outcome.Written.WRITTEN);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> sink.write(batch(95, 120)))
            .isInstanceOfSatisfying(
                Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_ALTERED))
            .hasMessageContaining(
                "partition "
                    + named
                    + " (FOR VALUES FROM (100) TO (300), FOR VALUES FROM (100) TO (200)) is gone");
      }
      schema.execute(back);

      assertThat(sink.write(batch(95, 120))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(
              schema.rows("select count(*), count(distinct id) from t where id between 95 and 119"))
          .containsExactly("25|25");
    }
  }

  /** The parts of two partitions may have the same bounds: each is told by whose part it is. */
  @Test
  void aPartWhoseBoundsAnotherPartHasTooIsMissed() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int, v text, primary key (id, v)) partition by range (id)",
                "create table a partition of t for values from (0) to (100) partition by list (v)",
                "create table b partition of t for values from (100) to (200) partition by list"
                    + " (v)",
                "create table a1 partition of a for values in ('x')",
                "create table b1 partition of b for values in ('x')");
        var sink = schema.sink("t", "id", "v")) {
      schema.execute("drop table b1");

      assertThatThrownBy(() -> sink.write(List.of(record("id", 150, "v", "x"))))
          .isInstanceOfSatisfying(
              Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_ALTERED))
          .hasMessageContaining("partition b1");
    }
  }

  /** More than a thousand are not named: none of them is then said to be gone. */
  @Test
  void partitionsThatBecomeTooManyToBeNamedAreNotGone() throws Exception {
    try (var schema = new TestSchema(TABLES);
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(batch(90, 110))).containsOnly(Outcome.Written.WRITTEN);
      schema.execute(
          "do $$ begin for i in 1..999 loop execute format("
              + "'create table p%s partition of t for values from (%s) to (%s)',"
              + " i, i * 1000, i * 1000 + 10); end loop; end $$");

      assertThat(sink.write(List.of(record("id", 111, "v", "a"), record("id", 500, "v", "a"))))
          .satisfiesExactly(
              first -> assertThat(first).isEqualTo(Outcome.Written.WRITTEN),
              second -> assertThat(second).isInstanceOf(Outcome.Failed.class));
    }
  }

  /** What is refused by a rule of its own has nothing to do with it. */
  @Test
  void aRowThatNeverHadAPlaceAndOneThatIsRefusedOtherwiseFail() throws Exception {
    try (var schema =
            new TestSchema(
                TABLES[0],
                TABLES[1],
                TABLES[2],
                TABLES[3],
                TABLES[4],
                "create function rule() returns trigger language plpgsql as $$ begin"
                    + " if new.v = 'bad' then raise exception 'no' using errcode = 'UX001'; end if;"
                    + " return new; end $$",
                "create trigger rule before insert on t for each row execute function rule()");
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(List.of(record("id", 1, "v", "a"), record("id", 999, "v", "a"))))
          .satisfiesExactly(
              first -> assertThat(first).isEqualTo(Outcome.Written.WRITTEN),
              second -> assertThat(second).isInstanceOf(Outcome.Failed.class));
      schema.execute("drop table third");

      assertThat(sink.write(List.of(record("id", 2, "v", "a"), record("id", 3, "v", "bad"))))
          .satisfiesExactly(
              first -> assertThat(first).isEqualTo(Outcome.Written.WRITTEN),
              second -> assertThat(second).isInstanceOf(Answer.Doubt.class));
    }
  }
}

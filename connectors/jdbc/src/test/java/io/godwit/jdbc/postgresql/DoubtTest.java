package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsWitness.Witness;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sink says of refusals whose reason nobody has listed, and what it can be asked. */
class DoubtTest {

  private static final String TABLE = "create table t (id int primary key, v text)";

  /** A rule by a trigger: rows of these values are refused with a state of its own. */
  private static String rule(String when, String condition) {
    return "create or replace function rule() returns trigger language plpgsql as $$ begin if "
        + condition
        + " then raise exception 'rule 7 is broken' using errcode = 'UX001'; end if;"
        + " return new; end $$;"
        + "create or replace trigger rule "
        + when
        + " on t for each row execute function rule()";
  }

  private static List<DataRecord> batch(int size, IntPredicate bad) {
    return IntStream.range(0, size)
        .mapToObj(i -> record("id", i, "v", bad.test(i) ? "bad" : "good"))
        .toList();
  }

  private static List<Integer> doubted(List<Answer> answers) {
    return IntStream.range(0, answers.size())
        .filter(i -> answers.get(i) instanceof Answer.Doubt)
        .boxed()
        .toList();
  }

  @Test
  void anUnknownStateIsIsolatedAndLeavesADoubt() throws Exception {
    try (var schema = new TestSchema(TABLE, rule("before insert", "new.v = 'bad'"));
        var sink = schema.sink("t", "id")) {
      List<Answer> answers = sink.write(batch(1000, i -> i == 617));

      assertThat(doubted(answers)).containsExactly(617);
      assertThat(answers.get(617))
          .isInstanceOfSatisfying(
              Answer.Doubt.class,
              doubt -> {
                assertThat(doubt.reason()).isEqualTo("UX001");
                assertThat(doubt.failure().message()).isEqualTo("rule 7 is broken [UX001]");
                assertThat(doubt.failure().code()).isEqualTo(ErrorCode.TARGET_REFUSED);
              });
      assertThat(schema.rows("select count(*) from t")).containsExactly("999");
    }
  }

  /** Half of the file is bad, and it stands in front: the first ones tell nothing of the rest. */
  @Test
  void aSortedBatchIsNoOutage() throws Exception {
    try (var schema = new TestSchema(TABLE, rule("before insert", "new.v = 'bad'"));
        var sink = schema.sink("t", "id")) {
      assertThat(doubted(sink.write(batch(200, i -> i < 150)))).hasSize(150);
      assertThat(schema.rows("select count(*) from t")).containsExactly("50");
    }
  }

  @Test
  void whatRefusesEverythingIsTroubleAfterAFewStatements() throws Exception {
    try (var schema =
            new TestSchema(TABLE, "create sequence s", rule("before insert", "nextval('s') > 0"));
        var sink = schema.sink("t", "id")) {
      assertThatThrownBy(() -> sink.write(batch(1000, i -> false)))
          .isInstanceOfSatisfying(
              Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_REFUSES_ALL))
          .hasMessageContaining("rule 7 is broken [UX001]");
      assertThat(schema.rows("select last_value < 40 from s")).containsExactly("t");

      assertThat(doubted(sink.write(batch(16, i -> false)))).hasSize(16);
      assertThat(doubted(sink.isolate(batch(200, i -> false)))).hasSize(200);
    }
  }

  @Test
  void aWitnessGoesInAndLeavesNothing() throws Exception {
    DataRecord bad = record("id", 7, "v", "bad");
    DataRecord good = record("id", 1, "v", "good");
    try (var schema = new TestSchema(TABLE, rule("before insert", "new.v = 'bad'"));
        var sink = schema.sink("t", "id")) {
      assertThat(sink.witness(Optional.empty(), bad)).as("no row").isEqualTo(Witness.NOTHING);
      sink.write(List.of(good));
      assertThat(sink.witness(Optional.of(good), bad)).isEqualTo(Witness.RECORD);
      assertThat(sink.witness(Optional.empty(), bad)).as("a row").isEqualTo(Witness.RECORD);
      assertThat(schema.rows("select * from t")).containsExactly("1|good");
    }
  }

  /** The trigger was there all along: a new one would be an altered target, and no doubt. */
  @ParameterizedTest
  @ValueSource(strings = {"before insert", "after insert", "before insert or update"})
  void nothingIsAWitnessWhereTheTargetRefusesAll(String when) throws Exception {
    DataRecord bad = record("id", 7, "v", "bad");
    DataRecord good = record("id", 1, "v", "good");
    try (var schema = new TestSchema(TABLE, rule(when, "new.v = 'bad'"));
        var sink = schema.sink("t", "id")) {
      sink.write(List.of(good));
      schema.execute(rule(when, "true"));
      for (Optional<DataRecord> accepted :
          List.of(Optional.of(good), Optional.<DataRecord>empty())) {
        assertThatThrownBy(() -> sink.witness(accepted, bad))
            .isInstanceOfSatisfying(
                Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_REFUSES_ALL))
            .hasMessageContaining("rule 7 is broken");
      }
    }
  }

  /** The row of a witness cannot be inserted anew, and must not be needed to. */
  @Test
  void aTableOfWhichNothingIsDeletedHasWitnessesToo() throws Exception {
    DataRecord good = record("id", 1, "v", "good");
    try (var schema =
            new TestSchema(
                TABLE,
                "create function never() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'history stays'; end $$",
                "create trigger never before update or delete on t"
                    + " for each row execute function never()");
        var sink = schema.sink("t", "id")) {
      sink.write(List.of(good));
      assertThat(sink.witness(Optional.of(good), record("id", 7, "v", "bad")))
          .isEqualTo(Witness.RECORD);
    }
  }

  @Test
  void whatTheTableHoldsIsKnownByItsValues() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, v text, j json, x xml, p point, n numeric,"
                    + " a float8[], d timestamptz)");
        var sink = schema.sink("t", "id")) {
      Value numbers = new Value.Array(List.of(new Value.Float64(1.5), Value.Null.NULL));
      List<DataRecord> all =
          IntStream.range(0, 40)
              .mapToObj(i ->
                  record(
                      "id",
                      i,
                      "v",
                      "text " + i,
                      "j",
                      "{\"a\": [" + i + ", null]}",
                      "x",
                      "<a/>",
                      "p",
                      "(1,2.5)",
                      "n",
                      "1.50",
                      "a",
                      numbers,
                      "d",
                      "2024-02-29T10:00Z"))
              .toList();
      assertThat(sink.write(all)).containsOnly(Outcome.Written.WRITTEN);

      assertThat(sink.holds(all)).containsOnly(true);
      schema.execute("update t set j = '{\"a\":1}' where id = 5");
      schema.execute("delete from t where id = 6");
      schema.execute("update t set v = null where id = 39");
      List<Boolean> held = sink.holds(all);
      assertThat(IntStream.range(0, 40).filter(i -> !held.get(i)).boxed())
          .containsExactly(5, 6, 39);
      assertThat(
              sink.holds(List.of(record("id", 1, "n", "no number"), record("id", "x"), all.get(1))))
          .containsExactly(false, false, true);
    }
  }

  /** The first attempt wrote both; then a rule came that refuses the second. */
  @Test
  void aRepeatedBatchDoesNotPutAnEarlierRecordOverOneThatIsRefusedNow() throws Exception {
    try (var schema = new TestSchema(TABLE, rule("before insert or update", "false"));
        var sink = schema.sink("t", "id")) {
      List<DataRecord> batch =
          List.of(
              record("id", 1, "v", "first"),
              record("id", 2, "v", "other"),
              record("id", 1, "v", "bad"),
              record("id", 2, "v", "also bad"));
      sink.write(batch.subList(0, 3));
      schema.execute(rule("before insert or update", "new.v like '%bad'"));

      List<Answer> answers = sink.write(batch);

      assertThat(doubted(answers)).containsExactly(3);
      assertThat(answers.subList(0, 3)).containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select * from t order by id")).containsExactly("1|bad", "2|other");
    }
  }

  /** A constraint trigger that nothing can make immediate speaks at the commit, of no record. */
  @Test
  void aRefusalAtTheCommitIsIsolatedToo() throws Exception {
    try (var schema =
            new TestSchema(
                TABLE,
                "create function late() returns trigger language plpgsql as $$ begin"
                    + " if new.v = 'bad' then raise exception 'too late' using errcode = 'UX002';"
                    + " end if; return null; end $$",
                "create constraint trigger late after insert on t deferrable initially deferred"
                    + " for each row execute function late()");
        var sink = schema.sink("t", "id")) {
      assertThat(doubted(sink.write(batch(100, i -> i == 61)))).containsExactly(61);
      assertThat(schema.rows("select count(*) from t")).containsExactly("99");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"statement_timeout", "transaction_timeout"})
  void whatTakesTooLongSaysSo(String limit) throws Exception {
    try (var schema =
        new TestSchema(
            TABLE,
            "create function slow() returns trigger language plpgsql as"
                + " $$ begin perform pg_sleep(0.02); return new; end $$",
            "create trigger slow before insert on t for each row execute function slow()",
            "create role hasty login",
            "alter role hasty set " + limit + " = '400ms'")) {
      schema.execute("grant usage on schema " + schema.name() + " to hasty");
      schema.execute("grant all on t to hasty");
      try (var sink =
          TestSchema.open(TestSchema.spec("t", "id"), schema.access("hasty", 1), BareTexts.NONE)) {
        assertThatThrownBy(() -> sink.write(batch(100, i -> false)))
            .isInstanceOfSatisfying(
                Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_SLOW));
        assertThat(sink.write(batch(2, i -> false))).containsOnly(Outcome.Written.WRITTEN);
      } finally {
        schema.execute("drop owned by hasty");
        schema.execute("drop role hasty");
      }
    }
  }
}

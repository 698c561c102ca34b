package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spi.sink.SupportsWitness.Witness;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row that is refused with a state that no list calls data is in doubt alone, wherever it is. */
class UnlistedCodesTest {

  private static final int BAD = 617;

  private static List<DataRecord> batch(String good, String bad) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> record("id", i, "v", i == BAD ? bad : good))
        .toList();
  }

  /** Types that parse a language of their own say 42601, which is a mistake in SQL elsewhere. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "tsvector; fat cat; 'it; syntax error in tsvector: \"'it\" [42601]",
        "tsvector[]; {fat}; {'it}; syntax error in tsvector: \"'it\" [42601]",
        "tsquery; fat & cat; fat &; no operand in tsquery: \"fat &\" [42601]",
        "jsonpath; $.a; $.a[; syntax error at end of jsonpath input [42601]"
      })
  void aTextThatItsTypeCannotParseIsInDoubtAlone(String type, String good, String bad, String says)
      throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v " + type + ")");
        var sink = schema.bareSink("t", "id")) {
      List<Answer> answers = sink.write(batch(good, bad));

      assertDoubted(answers.get(BAD), "42601", says, "v");
      assertThat(IntStream.range(0, 1000).filter(i -> i != BAD).mapToObj(answers::get))
          .containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select count(*), bool_or(id = " + BAD + ") from t"))
          .containsExactly("999|f");
    }
  }

  /** The state is that of a lacking right, and the user has them all. */
  @Test
  void aRowThatAPolicyRefusesIsInDoubtAlone() throws Exception {
    try (var schema =
        new TestSchema(
            "create table t (id int primary key, v text)",
            "alter table t enable row level security",
            "create policy own on t using (true) with check (v = 'a')",
            "create role tenant login")) {
      schema.execute("grant usage on schema " + schema.name() + " to tenant");
      schema.execute("grant all on t to tenant");
      try (var sink =
          TestSchema.open(
              TestSchema.spec("t", "id"), schema.access("tenant", 1), BareTexts.allBut(Set.of()))) {
        List<DataRecord> batch = batch("a", "b");
        List<Answer> answers = sink.write(batch);

        String says = "new row violates row-level security policy for table \"t\" [42501]";
        assertDoubted(answers.get(BAD), "42501", says, "");
        assertThat(answers).filteredOn(Outcome.Written.WRITTEN::equals).hasSize(999);
        assertThat(schema.rows("select count(*) from t")).containsExactly("999");
        assertThat(sink.witness(Optional.of(batch.getFirst()), batch.get(BAD)))
            .isEqualTo(Witness.RECORD);
        assertThat(sink.isolate(List.of(batch.get(BAD))))
            .singleElement()
            .satisfies(answer -> assertDoubted(answer, "42501", says, ""));
      } finally {
        schema.execute("drop owned by tenant");
        schema.execute("drop role tenant");
      }
    }
  }

  private static void assertDoubted(Answer answer, String reason, String says, String column) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Doubt.class,
            doubt -> {
              assertThat(doubt.reason()).isEqualTo(reason);
              assertThat(doubt.failure().code()).isEqualTo(ErrorCode.TARGET_REFUSED);
              assertThat(doubt.failure().message()).isEqualTo(says);
              assertThat(doubt.failure().column().orElse("")).isEqualTo(column);
            });
  }
}

package io.godwit.worker.step;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.record;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Lookup;
import io.godwit.worker.step.expression.EvenNumbers;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import io.godwit.worker.step.spec.LookupSpec.Missing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LookupStepTest {

  private final EvenNumbers table = new EvenNumbers();

  private static LookupSpec spec(Missing missing, int batch) {
    return new LookupSpec("w", "numbers", "id", "nr", List.of("weight"), missing, batch);
  }

  private LookupStep step(Missing missing, int batch) {
    return new LookupStep(spec(missing, batch), table);
  }

  private static DataRecord of(long id) {
    return record(id, doc("id", int64(id), "weight", text("old"), "x", int64(id)));
  }

  private static List<DataRecord> batch(long... ids) {
    List<DataRecord> records = new ArrayList<>();
    for (long id : ids) {
      records.add(of(id));
    }
    return records;
  }

  private static Verdict keep(long id, Value weight) {
    return new Verdict.Keep(record(id, doc("id", int64(id), "weight", weight, "x", int64(id))));
  }

  @Test
  void takesTheColumnsOverOrBehindTheRecordsOwn() throws Trouble {
    try (LookupStep step = step(Missing.REJECT, 10)) {
      assertThat(step.apply(batch(4, 2))).containsExactly(keep(4, int64(40)), keep(2, int64(20)));
      assertThat(step.apply(List.of(record(doc("id", int64(4))))))
          .containsExactly(new Verdict.Keep(record(doc("id", int64(4), "weight", int64(40)))));
    }
    assertThat(table.closed()).isTrue();
  }

  @Test
  void aRecordWithoutARowEndsAsTheJobSays() throws Trouble {
    assertThat(step(Missing.REJECT, 10).apply(batch(3)))
        .containsExactly(
            new Verdict.Reject(
                new Failure(ErrorCode.LOOKUP_MISSING, "lookup numbers: no row has nr = 3", "id")));
    assertThat(step(Missing.DROP, 10).apply(batch(3, 2)))
        .containsExactly(Verdict.Drop.DROP, keep(2, int64(20)));
    assertThat(step(Missing.NULL, 10).apply(batch(3))).containsExactly(keep(3, Value.Null.NULL));
  }

  @Test
  void aRecordWithoutAKeyHasNoRowAndIsNotAskedFor() throws Trouble {
    List<DataRecord> keyless =
        List.of(record(doc("id", Value.Null.NULL)), record(doc("other", int64(2))));

    assertThat(step(Missing.NULL, 10).apply(keyless))
        .containsExactly(
            new Verdict.Keep(record(doc("id", Value.Null.NULL, "weight", Value.Null.NULL))),
            new Verdict.Keep(record(doc("other", int64(2), "weight", Value.Null.NULL))));
    assertThat(step(Missing.REJECT, 10).apply(keyless))
        .extracting(v -> ((Verdict.Reject) v).failure().message())
        .containsExactly(
            "lookup numbers: no row has nr = null", "lookup numbers: no row has nr (absent)");
    assertThat(table.asked()).isEmpty();
  }

  @Test
  void asksForEachDistinctKeyOnceAndRemembersRowsAndTheirAbsence() throws Trouble {
    LookupStep step = step(Missing.DROP, 2);

    step.apply(batch(1, 2, 2, 3, 1, 4, 5));
    assertThat(table.asked())
        .containsExactly(Set.of(int64(1), int64(2)), Set.of(int64(3), int64(4)), Set.of(int64(5)));
    step.apply(batch(5, 4, 6));

    assertThat(table.asked()).hasSize(4).last().isEqualTo(Set.of(int64(6)));
    assertThat(step.queries().sum()).isEqualTo(4);
    assertThat(step.matched().sum()).as("2, 2, 4, and 4, 6").isEqualTo(5);
    assertThat(step.unmatched().sum()).as("1, 3, 1, 5, and 5").isEqualTo(5);
    assertThat(step.misses().sum()).isEqualTo(6);
    assertThat(step.hits().sum()).isEqualTo(2);
  }

  /** The cache holds three rows only, so most rows are evicted while their batch is on its way. */
  @Test
  void neverSendsMoreQueriesThanTheUnknownKeysNeed() {
    qt().withExamples(200)
        .forAll(
            lists().of(integers().between(0, 30)).ofSizeBetween(0, 60), integers().between(1, 9))
        .checkAssert((ids, size) -> {
          EvenNumbers fresh = new EvenNumbers();
          LookupStep step = new LookupStep(spec(Missing.NULL, size), fresh, 3);
          List<DataRecord> batch = ids.stream().map(LookupStepTest::of).toList();
          int distinct = new HashSet<>(ids).size();
          for (int round = 1; round <= 2; round++) {
            long queries = step.queries().sum();
            long misses = step.misses().sum();
            assertThat(verdicts(step, batch))
                .isEqualTo(
                    ids.stream()
                        .map(i -> keep(i, i % 2 == 0 ? int64(10L * i) : Value.Null.NULL))
                        .toList());
            long unknown = step.misses().sum() - misses;
            assertThat(unknown).isLessThanOrEqualTo(new HashSet<>(ids).size());
            assertThat(step.queries().sum() - queries).isEqualTo((unknown + size - 1) / size);
          }
          assertThat(fresh.asked()).allMatch(keys -> keys.size() <= size);
        });
  }

  private static List<Verdict> verdicts(LookupStep step, List<DataRecord> batch) {
    try {
      return step.apply(batch);
    } catch (Trouble e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void troubleIsNoOutcomeAndTheBatchCanBeRepeated() throws Trouble {
    LookupStep step = step(Missing.REJECT, 10);
    table.down(true);
    assertThatThrownBy(() -> step.apply(batch(2))).isInstanceOf(Trouble.class);

    table.down(false);
    assertThat(step.apply(batch(2))).containsExactly(keep(2, int64(20)));
  }

  @Test
  void standsBetweenFieldStepsAndSeesTheirResults() throws Trouble {
    List<StepSpec> steps =
        List.of(
            new FieldStepSpec.Drop("r.raw == 0"),
            new FieldStepSpec.Set(Map.of("id", "r.raw * 2")),
            spec(Missing.REJECT, 10),
            new FieldStepSpec.Set(Map.of("twice", "r.weight * 2")));
    try (Pipeline pipeline = Steps.compile(steps, Samples.lookup(table))) {
      List<Verdict> verdicts =
          pipeline.run(List.of(record(0, doc("raw", int64(0))), record(1, doc("raw", int64(3)))));

      assertThat(verdicts)
          .containsExactly(
              Verdict.Drop.DROP,
              new Verdict.Keep(
                  record(
                      1,
                      doc(
                          "raw",
                          int64(3),
                          "id",
                          int64(6),
                          "weight",
                          int64(60),
                          "twice",
                          int64(120)))));
      assertThat(table.asked()).containsExactly(Set.of(int64(6)));
      assertThat(pipeline.lookups().keySet()).containsExactly("3-lookup");
    }
    assertThat(table.closed()).isTrue();
  }

  @Test
  void closesWhatItOpenedWhenALaterLookupCannotBe() {
    List<StepSpec> steps = List.of(spec(Missing.DROP, 1), spec(Missing.NULL, 1));
    StepOpener opener =
        spec -> {
          if (spec.equals(steps.getLast())) {
            throw new Refused(ErrorCode.TABLE_MISSING, "no table numbers");
          }
          return new LookupStep((LookupSpec) spec, table);
        };

    assertThatThrownBy(() -> Steps.compile(steps, opener)).isInstanceOf(Refused.class);
    assertThat(table.closed()).isTrue();
  }

  @Test
  void opensNothingWhereAnExpressionIsWrong() {
    List<StepSpec> steps = List.of(spec(Missing.DROP, 1), new FieldStepSpec.Drop("r.a +"));
    assertThatThrownBy(() -> Steps.compile(steps, Samples.NO_LOOKUPS))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("step 2, drop: r.a +: ");
  }

  @Test
  void severalFieldsAreAskedForTogether() throws Exception {
    LookupSpec spec =
        new LookupSpec(
            "w",
            "t",
            List.of("a", "b"),
            List.of("x", "y"),
            List.of("v"),
            Missing.REJECT,
            9,
            Optional.empty());
    Value known = new Value.Array(List.of(text("1"), text("2")));
    Lookup pairs =
        new Lookup() {
          @Override
          public Map<Value, Document> find(Set<Value> keys) {
            return keys.contains(known) ? Map.of(known, Document.of("v", text("row"))) : Map.of();
          }

          @Override
          public void close() {}
        };
    try (LookupStep step = new LookupStep(spec, pairs)) {
      List<Verdict> verdicts =
          verdicts(
              step,
              List.of(
                  record(0, doc("a", text("1"), "b", text("2"))),
                  record(1, doc("b", text("1"), "a", text("2"))),
                  record(2, doc("a", text("1")))));
      assertThat(((Verdict.Keep) verdicts.getFirst()).record().fields().get("v"))
          .contains(text("row"));
      assertThat(((Verdict.Reject) verdicts.get(1)).failure().message())
          .isEqualTo("lookup t: no row has x = 2 and y = 1");
      assertThat(((Verdict.Reject) verdicts.get(2)).failure().message())
          .isEqualTo("lookup t: no row has x = 1 and y (absent)");
      assertThat(step.misses().sum()).isEqualTo(2);
    }
  }

  @Test
  void everyFieldHasAColumn() {
    assertThatThrownBy(() ->
            new LookupSpec(
                "w",
                "t",
                List.of("a", "b"),
                List.of("x"),
                List.of("v"),
                Missing.DROP,
                9,
                Optional.empty()))
        .hasMessageContaining("a column for each field");
  }
}

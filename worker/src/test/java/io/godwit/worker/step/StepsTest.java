package io.godwit.worker.step;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.kept;
import static io.godwit.worker.step.Samples.record;
import static io.godwit.worker.step.Samples.rejected;
import static io.godwit.worker.step.Samples.run;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.worker.step.expression.EvenNumbers;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {

  @Test
  void eachExpressionSeesTheResultsBeforeIt() {
    Map<String, String> set = new LinkedHashMap<>();
    set.put("b", "r.a + 1");
    set.put("c", "has(r.d) ? 0 : r.b + 1");
    set.put("d", "'constant'");
    set.put("a", "r.c");

    assertThat(kept(doc("a", int64(1)), new FieldStepSpec.Set(set)))
        .isEqualTo(doc("a", int64(3), "b", int64(2), "c", int64(3), "d", text("constant")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          r.a +                     | line 1 column 6: the expression ends too early
          r.a + now()               | line 1 column 10: there is nothing called 'now'
          lowerAscii(1)             | line 1 column 11: the function lowerAscii does not go with (int)
          '1' + 2                   | line 1 column 5: the operator + does not go with string, int
          record.a                  | line 1 column 1: there is nothing called 'record'
          r + 1                     | the operator + does not go with map(string, dyn), int
          duration(string(r.a))     | no field can hold a result of type google.protobuf.Duration
          1 / 0                     | at character 3: division by zero
          """)
  void refusesAnExpressionThatCannotWork(String expression, String reason) {
    List<StepSpec> steps =
        List.of(
            new FieldStepSpec.Remove(List.of("z")),
            new FieldStepSpec.Set(Map.of("total", expression)),
            new FieldStepSpec.Drop(expression));

    assertThatThrownBy(() -> Steps.compile(steps, Samples.NO_LOOKUPS))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.JOB_INVALID);
              assertThat(refused.getMessage().lines().toList().get(0))
                  .startsWith("step 2, set total: " + expression + ": ")
                  .contains(reason);
              assertThat(refused.getMessage()).contains("step 3, drop: " + expression);
            });
  }

  @Test
  void dropsWhereTheConditionHolds() {
    StepSpec drop = new FieldStepSpec.Drop("r.a > 1");

    assertThat(run(doc("a", int64(2)), drop)).isEqualTo(Verdict.Drop.DROP);
    assertThat(kept(doc("a", int64(1)), drop)).isEqualTo(doc("a", int64(1)));
    assertThat(run(doc("a", new Value.Bool(true)), new FieldStepSpec.Drop("r.a")))
        .isEqualTo(Verdict.Drop.DROP);
  }

  @Test
  void aConditionMustBeTrueOrFalse() {
    assertThatThrownBy(
            () -> Steps.compile(List.of(new FieldStepSpec.Drop("1 + 1")), Samples.NO_LOOKUPS))
        .hasMessage("step 1, drop: 1 + 1: a condition is of type bool, not int");
    assertThat(rejected(doc("a", text("yes")), new FieldStepSpec.Drop("r.a")))
        .satisfies(failure -> {
          assertThat(failure.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
          assertThat(failure.message())
              .isEqualTo("drop: r.a: the result is of type text, not boolean");
        });
  }

  @Test
  void aRecordThatEndsIsSeenByNoLaterStep() throws Trouble {
    List<StepSpec> specs =
        List.of(
            new FieldStepSpec.Drop("r.n % 3 == 0"),
            new FieldStepSpec.Cast(Map.of("t", FieldType.INTEGER)),
            new FieldStepSpec.Set(Map.of("n", "r.n * 10 + r.t")));
    List<DataRecord> batch = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      batch.add(record(i, doc("n", int64(i), "t", text(i == 4 ? "x" : "7"))));
    }

    try (Pipeline pipeline = Steps.compile(specs, Samples.NO_LOOKUPS)) {
      List<Verdict> verdicts = pipeline.run(batch);

      assertThat(verdicts).hasSize(6);
      assertThat(verdicts.get(0)).isEqualTo(Verdict.Drop.DROP);
      assertThat(verdicts.get(1))
          .isEqualTo(new Verdict.Keep(record(1, doc("n", int64(17), "t", int64(7)))));
      assertThat(verdicts.get(3)).isEqualTo(Verdict.Drop.DROP);
      assertThat(verdicts.get(4)).isInstanceOf(Verdict.Reject.class);
      assertThat(verdicts.get(5))
          .isEqualTo(new Verdict.Keep(record(5, doc("n", int64(57), "t", int64(7)))));
    }
  }

  @Test
  void withoutStepsEveryRecordIsKept() throws Trouble {
    DataRecord record = record(doc("a", int64(1)));
    try (Pipeline pipeline = Steps.compile(List.of(), Samples.NO_LOOKUPS)) {
      assertThat(pipeline.run(List.of(record))).containsExactly(new Verdict.Keep(record));
      assertThat(pipeline.run(List.of())).isEmpty();
    }
  }

  /** Two shapes alternate, so that the threads fight for the one remembered plan of each step. */
  @Test
  void eightThreadsOnOnePipelineGetTheSameVerdicts() throws Exception {
    List<StepSpec> specs =
        List.of(
            new FieldStepSpec.Rename(Map.of("a", "b", "b", "a")),
            new FieldStepSpec.Set(Map.of("sum", "r.a + r.b + (has(r.c) ? r.c : 0)")),
            new FieldStepSpec.Drop("r.sum % 7 == 0"),
            new LookupSpec(
                "w", "numbers", "sum", "nr", List.of("weight"), LookupSpec.Missing.NULL, 9),
            new FieldStepSpec.Remove(List.of("c")),
            new FieldStepSpec.Cast(Map.of("a", FieldType.TEXT)));
    List<DataRecord> batch = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      batch.add(
          record(
              i,
              i % 2 == 0
                  ? doc("a", int64(i), "b", int64(2))
                  : doc("c", int64(5), "b", int64(i), "a", text("x".repeat(i % 3)))));
    }
    try (Pipeline pipeline = Steps.compile(specs, Samples.lookup(new EvenNumbers()));
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Verdict> expected = pipeline.run(batch);
      CountDownLatch together = new CountDownLatch(8);
      Callable<List<Verdict>> task =
          () -> {
            together.countDown();
            together.await();
            List<Verdict> last = List.of();
            for (int round = 0; round < 8; round++) {
              last = pipeline.run(batch);
              assertThat(last).isEqualTo(expected);
            }
            return last;
          };
      List<Future<List<Verdict>>> runs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        runs.add(threads.submit(task));
      }
      for (Future<List<Verdict>> run : runs) {
        assertThat(run.get()).isEqualTo(expected);
      }
    }
  }

  /** The words that the grammar keeps, and the names that are no plain ones. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          r.in + 'x'          | 'in' is a reserved word of the language; write r['in']
          r.true              | 'true' is a reserved word of the language; write r['true']
          'r.in' + r.null     | 'null' is a reserved word of the language; write r['null']
          r.first-name + 'x'  | written in brackets: r['first-name']
          r.2nd + 'x'         | written in brackets: r['2nd']
          r.größe > 1         | written in brackets: r['größe']
          r.first name        | line 1 column 9: name cannot stand here
          """)
  void aNameThatNeedsBracketsIsToldSo(String expression, String reason) {
    assertThatThrownBy(() ->
            Steps.compile(
                List.of(new FieldStepSpec.Set(Map.of("x", expression))), Samples.NO_LOOKUPS))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(reason);
  }

  /** These are reserved by the language, but not behind a dot. */
  @Test
  void otherReservedWordsAreNamesBehindADot() {
    for (String word :
        List.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while")) {
      assertThat(Samples.computed(doc(word, int64(1)), "r." + word + " + 1")).isEqualTo(int64(2));
    }
  }

  @ParameterizedTest
  @CsvSource({"(,),5000", "[,],5000", "-,'',20001", "'1+','',20000"})
  void aMonstrousExpressionIsRefusedAndNotDiedOf(String before, String after, int times) {
    String expression = before.repeat(times) + "true" + after.repeat(times);

    assertThatThrownBy(
            () -> Steps.compile(List.of(new FieldStepSpec.Drop(expression)), Samples.NO_LOOKUPS))
        .isInstanceOf(Refused.class);
  }

  @Test
  void fieldsThatDoubleThemselvesEndAsAFailureOfTheRecord() {
    for (String expression : List.of("r.a + r.a", "[r.a, r.a]", "{'a': r.a, 'b': r.a}")) {
      StepSpec[] steps = new StepSpec[40];
      java.util.Arrays.fill(steps, new FieldStepSpec.Set(Map.of("a", expression)));

      assertThat(rejected(doc("a", text("y".repeat(60_000))), steps))
          .satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
            assertThat(failure.message())
                .startsWith("set a: ")
                .contains("a value may have 16.0 MB");
          });
    }
  }

  @Test
  void copiesOfALargeFieldAreCountedTogether() {
    Map<String, String> set = new LinkedHashMap<>();
    for (int i = 0; i < 5; i++) {
      set.put("copy" + i, "r.a");
    }

    assertThat(rejected(doc("a", text("y".repeat(4 << 20))), new FieldStepSpec.Set(set)))
        .satisfies(failure -> {
          assertThat(failure.code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE);
          assertThat(failure.column()).contains("copy2");
          assertThat(failure.message())
              .startsWith("set copy2: the field has 4.0 MB and the record with it")
              .endsWith("a record may have 16.0 MB after a step");
        });
  }

  @Test
  void aCastThatWritesManyDigitsIsCountedToo() {
    Value many =
        new Value.Array(
            java.util.Collections.nCopies(
                100_000, new Value.Decimal(new java.math.BigDecimal("1E+390"))));

    assertThat(rejected(doc("a", many), new FieldStepSpec.Cast(Map.of("a", FieldType.TEXT))).code())
        .isEqualTo(ErrorCode.RECORD_TOO_LARGE);
  }
}

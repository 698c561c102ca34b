package io.godwit.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.spec.StepSpec;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of fields before a run, and the expressions that cannot go with it. */
class KindCheckTest {

  private static final Map<String, FieldType> TYPES =
      Map.of(
          "n", FieldType.TEXT,
          "m", FieldType.TEXT,
          "flag", FieldType.TEXT,
          "first-name", FieldType.TEXT,
          "i", FieldType.INTEGER,
          "d", FieldType.DECIMAL,
          "day", FieldType.DATE,
          "at", FieldType.TIMESTAMP,
          "yes", FieldType.BOOLEAN);

  private static void through(StepSpec... steps) {
    FieldsByStep.through(List.of(steps), Optional.of(TYPES.keySet().stream().toList()), TYPES);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          r.n > 40                     | at character 5: 'n' is text; declare it under source.types, or write int(r.n) > 40
          40 < r.n                     | or write 40 < int(r.n)
          r.n > 40.5                   | or write double(r.n) > 40.5
          r.n + 1 == 2                 | or write int(r.n) + 1
          r.n * r.m > 3                | 'n' is text; declare it under source.types, or write int(r.n) * r.m
          -r.n > 3                     | 'n' is text
          r['first-name'] >= 1         | or write int(r['first-name']) >= 1
          has(r.n) && r.n > 40         | or write int(r.n) > 40
          r.yes ? r.n > 1 : false      | or write int(r.n) > 1
          r.i > 'x'                    | 'i' is an integer; declare it under source.types, or write string(r.i) > 'x'
          r.i + 0.5 > 1.0              | or write double(r.i) + 0.5
          r.i.startsWith('a')          | string(r.i)
          r.day > timestamp('2026-01-01T00:00:00Z') | timestamp(r.day)
          r.day.getFullYear() == 2026  | 'day' is text; declare it under source.types, or write timestamp(r.day)
          r.n.matches(r.i)             | string(r.i)
          math.greatest(r.n, 3) == 3   | 'n' is text
          r.flag                       | 'flag' is text, and a condition is true or false
          r.flag && r.yes              | 'flag' is text, and a condition is true or false
          !r.flag                      | 'flag' is text
          r.flag ? true : false        | 'flag' is text
          r.i                          | 'i' is an integer, and a condition
          r.n + r.m                    | a condition is true or false; this is text
          """)
  void whatCanHaveAValueForNoRecordIsRefused(String condition, String reason) {
    assertThatThrownBy(() -> through(new FieldStepSpec.Drop(condition)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.JOB_INVALID);
              assertThat(refused.getMessage())
                  .startsWith("step 1, drop: " + condition + ": ")
                  .contains(reason);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r.n == '40'",
        "r.n == 40",
        "r.n != null",
        "r.n in ['a', 'b']",
        "r.n in [1, 2]",
        "'n' in r",
        "has(r.n)",
        "int(r.n) > 40",
        "double(r.n) > r.i",
        "dyn(r.n) > 40",
        "r.n > '40'",
        "r.n > r.m",
        "r.i > 40.5",
        "r.d > 40",
        "r.i < r.d",
        "r.yes",
        "!r.yes || r.n == ''",
        "(r.yes ? r.n : 5) == 5",
        "(r.yes ? r.i : r.n) > 3",
        "type(r.n) == int && r.n > 40"
      })
  void whatMayHaveOneIsNot(String condition) {
    assertTaken(condition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r.?n.orValue('') == ''",
        "r.?n.orValue(0) > 3",
        "size(r.n) > 3",
        "string(r.i).size() > 3",
        "r.day > '2026-01-01'",
        "r.at > timestamp('2026-01-01T00:00:00Z')",
        "r.at.getFullYear() == 2026",
        "r.at - duration('1h') < r.at",
        "r.n.split(',').exists(x, x == 'a')",
        "r.n.split(',').map(x, int(x)).all(x, x > 3)",
        "[r.i, 3].exists(x, x > 2)",
        "math.greatest(r.i, 3) == 3",
        "math.greatest(r.d, r.i) > 3",
        "r.exists(k, k == 'n')",
        "r[r.n] == 3",
        "bool(r.flag)",
        "r.flag == 'true'",
        "timestamp(r.day + 'T00:00:00Z') < r.at",
        "uint(r.i) > 3u",
        "r.i > 3u",
        "(r.n + r.m).contains('x')",
        "optional.of(r.n).hasValue()",
        "bytes(r.n) == b'x'",
        "r.n.lowerAscii().replace('a', 'b').trim() == 'x'",
        "[r.n, r.m].join('-') == 'x'",
        "{'a': r.n}.a == 'x'",
        "r.i % 2 == 0"
      })
  void whatFunctionsMayHaveOneForIsNot(String condition) {
    assertTaken(condition);
  }

  private static void assertTaken(String condition) {
    assertThat(
            FieldsByStep.through(
                List.of(new FieldStepSpec.Drop(condition)),
                Optional.of(TYPES.keySet().stream().toList()),
                TYPES))
        .isPresent();
  }

  @Test
  void stepsChangeWhatIsKnown() {
    through(
        new FieldStepSpec.Cast(Map.of("n", FieldType.INTEGER)),
        new FieldStepSpec.Drop("r.n > 40"),
        new FieldStepSpec.Rename(Map.of("n", "k")),
        new FieldStepSpec.Set(Map.of("l", "r.k * 2", "n", "int(r.m)")),
        new FieldStepSpec.Drop("r.l > r.n"));

    assertThatThrownBy(() ->
            through(
                new FieldStepSpec.Rename(Map.of("n", "k")),
                new FieldStepSpec.Set(Map.of("l", "r.k + 'x'")),
                new FieldStepSpec.Drop("r.k > 40 || r.l > 3")))
        .hasMessageContaining("int(r.k) > 40")
        .hasMessageContaining("int(r.l) > 3");
  }

  @Test
  void nothingIsKnownOfAFieldThatALookupTakes() {
    through(
        new LookupSpec("w", "rows", "i", "i", List.of("n", "weight"), LookupSpec.Missing.NULL, 10),
        new FieldStepSpec.Drop("r.n > 40 && r.weight > 3"));
  }

  @Test
  void nothingIsKnownOfASourceWhoseRecordsDiffer() {
    assertThat(
            FieldsByStep.through(
                List.of(new FieldStepSpec.Drop("r.n > 40 || r.flag")), Optional.empty(), Map.of()))
        .isEmpty();
  }

  @Test
  void aNameWithADashThatParsesAsASubtractionIsFound() {
    assertThatThrownBy(() -> through(new FieldStepSpec.Set(Map.of("x", "r.first-1"))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no field 'first'");
  }
}

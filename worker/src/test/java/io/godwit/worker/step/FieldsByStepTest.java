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

class FieldsByStepTest {

  private static final Optional<List<String>> SOURCE =
      Optional.of(List.of("id_student", "id_assessment", "score"));

  private static final StepSpec LOOKUP =
      new LookupSpec(
          "w",
          "assessments",
          "id_assessment",
          "id_assessment",
          List.of("weight", "score"),
          LookupSpec.Missing.REJECT,
          100);

  private static Optional<List<String>> flow(Optional<List<String>> source, StepSpec... steps) {
    return FieldsByStep.through(List.of(steps), source, Map.of());
  }

  private static Refused refused(Optional<List<String>> source, StepSpec... steps) {
    try {
      throw new AssertionError("not refused: " + flow(source, steps));
    } catch (Refused e) {
      return e;
    }
  }

  @Test
  void followsTheFieldsThroughEveryKindOfStep() {
    assertThat(
            flow(
                SOURCE,
                LOOKUP,
                new FieldStepSpec.Set(Map.of("total", "r.score * r.weight")),
                new FieldStepSpec.Drop("r.total > 3 && !has(r.nowhere)"),
                new FieldStepSpec.Rename(
                    Map.of("id_student", "id_assessment", "id_assessment", "id_student")),
                new FieldStepSpec.Cast(Map.of("total", FieldType.DOUBLE)),
                new FieldStepSpec.Remove(List.of("weight")),
                new FieldStepSpec.Keep(List.of("total", "id_student"))))
        .contains(List.of("id_student", "total"));
  }

  @Test
  void namesEveryUnknownFieldWithTheNearestOne() {
    Refused refused =
        refused(
            SOURCE,
            new FieldStepSpec.Set(Map.of("x", "r.id_studnet + r['scores'] + r.x")),
            new FieldStepSpec.Keep(List.of("x", "nothing_like_it")),
            new FieldStepSpec.Drop("r.score == 1"),
            new FieldStepSpec.Cast(Map.of("Y", FieldType.TEXT)));

    assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_FIELD_UNKNOWN);
    assertThat(refused.getMessage().lines())
        .containsExactly(
            "step 1, set x: records have no field 'id_studnet' at this point;"
                + " did you mean 'id_student'?",
            "step 1, set x: records have no field 'scores' at this point; did you mean 'score'?",
            "step 1, set x: records have no field 'x' at this point; there are id_student,"
                + " id_assessment, score",
            "step 2, keep: records have no field 'nothing_like_it' at this point; there are"
                + " id_student, id_assessment, score, x",
            "step 3, drop: records have no field 'score' at this point; there are x",
            "step 4, cast: records have no field 'Y' at this point; did you mean 'x'?");
  }

  @Test
  void aFieldWhosePresenceIsAskedForMayBeAbsent() {
    assertThat(
            flow(
                SOURCE,
                new FieldStepSpec.Set(Map.of("a", "has(r.none) ? r.none : r.?no.orValue(1)")),
                new FieldStepSpec.Set(Map.of("b", "'none' in r ? r.none : [1].map(r, r + 1)")),
                new FieldStepSpec.Keep(List.of("a"))))
        .contains(List.of("a"));
  }

  @Test
  void whereFieldsDifferBetweenRecordsOnlyKeepTellsWhichThereAre() {
    assertThat(flow(Optional.empty(), new FieldStepSpec.Remove(List.of("a")))).isEmpty();
    assertThat(
            refused(
                    Optional.empty(),
                    new FieldStepSpec.Keep(List.of("a", "b")),
                    new FieldStepSpec.Rename(Map.of("a", "b")),
                    new FieldStepSpec.Set(Map.of("x", "r.a")))
                .getMessage())
        .contains("step 3, set x")
        .contains("no field 'a'");
  }

  @Test
  void refusesARenameThatEveryRecordWouldFail() {
    assertThatThrownBy(() -> flow(SOURCE, new FieldStepSpec.Rename(Map.of("score", "id_student"))))
        .isInstanceOf(Refused.class)
        .hasMessage("step 1, rename: every record would have two fields 'id_student'")
        .extracting(e -> ((Refused) e).code())
        .isEqualTo(ErrorCode.JOB_INVALID);
  }
}

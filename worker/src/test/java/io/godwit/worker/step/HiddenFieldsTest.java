package io.godwit.worker.step;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.UnitStep;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.MaskSpec;
import io.godwit.worker.step.spec.ShapeStepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HiddenFieldsTest {

  private static HiddenFields behind(StepSpec... before) {
    List<StepSpec> steps = new ArrayList<>(List.of(before));
    steps.add(new MaskSpec(List.of("pw"), MaskSpec.Look.STARS, 4, Optional.empty()));
    steps.add(new FieldStepSpec.Rename(Map.of("pw", "hash")));
    return HiddenFields.of(steps);
  }

  @Test
  void whatIsHiddenIsFollowedToTheSource() {
    assertThat(HiddenFields.of(List.of())).isEqualTo(HiddenFields.NONE);
    assertThat(behind()).isEqualTo(new HiddenFields(Set.of("pw"), false));
    assertThat(behind(new FieldStepSpec.Rename(Map.of("Kennwort", "pw"))).names())
        .contains("Kennwort");
    assertThat(behind(new FieldStepSpec.Set(Map.of("pw", "r.a + r['b c']"))).names())
        .contains("a", "b c");
    assertThat(behind(new FieldStepSpec.Set(Map.of("pw", "r[r.which]"))).all()).isTrue();
    assertThat(
            behind(new ShapeStepSpec.Flatten(List.of("login"), "_", 9, ShapeStepSpec.Arrays.KEEP))
                .names())
        .contains("login");
  }

  private static UnitStep forSome(StepSpec step) {
    return new UnitStep(step, new UnitStep.Rules(List.of("some*")));
  }

  @Test
  void aStepForSomeUnitsHidesTheSame() {
    StepSpec mask = new MaskSpec(List.of("pw"), MaskSpec.Look.STARS, 4, Optional.empty());
    assertThat(HiddenFields.of(List.of(forSome(mask))).names()).containsExactly("pw");
    // Of units for which only one of them is, pw is made of a, and a of b.
    assertThat(
            behind(
                    forSome(new FieldStepSpec.Set(Map.of("a", "r.b"))),
                    forSome(new FieldStepSpec.Set(Map.of("pw", "r.a"))))
                .names())
        .containsExactlyInAnyOrder("pw", "a", "b");
    assertThat(behind(forSome(new FieldStepSpec.Set(Map.of("pw", "r[r.which]")))).all()).isTrue();
  }

  @Test
  void aLetterHoldsNoneOfIt() {
    Document fields = doc("id", int64(1), "pw", text("hunter2"));
    assertThat(behind().hide(fields)).isEqualTo(doc("id", int64(1), "pw", HiddenFields.HIDDEN));
    assertThat(new HiddenFields(Set.of(), true).hide(fields))
        .isEqualTo(doc("id", HiddenFields.HIDDEN, "pw", HiddenFields.HIDDEN));
    assertThat(HiddenFields.NONE.hide(fields)).isSameAs(fields);
  }

  @Test
  void noMessageQuotesIt() {
    Document fields =
        doc("id", int64(1), "pw", new Value.Nested(doc("x", text("correct horse battery"))));
    Failure quoting = new Failure(ErrorCode.TARGET_REFUSED, "bad value 'correct horse ba...'");
    assertThat(behind().hide(quoting, fields, false).message())
        .startsWith(ErrorCode.TARGET_REFUSED.cause())
        .doesNotContain("correct");
    Failure cast = new Failure(ErrorCode.VALUE_TYPE, "cast pw: 'TCERROC' is no number", "pw");
    assertThat(behind().hide(cast, fields, true).message()).doesNotContain("TCERROC");
    assertThat(behind().hide(cast, fields, false)).isEqualTo(cast);
    Failure other = new Failure(ErrorCode.VALUE_TYPE, "cast id: 'x' is no number", "id");
    assertThat(behind().hide(other, fields, true)).isEqualTo(other);
    Failure own = new Failure(ErrorCode.PASSWORD_UNFIT, "hash-password pw: it is empty", "pw");
    assertThat(behind().hide(own, fields, true)).isEqualTo(own);
  }
}

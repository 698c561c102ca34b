package io.godwit.worker.step;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.kept;
import static io.godwit.worker.step.Samples.rejected;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.wire.Placement;
import io.godwit.worker.step.field.FieldFunction;
import io.godwit.worker.step.field.FieldFunctions;
import io.godwit.worker.step.field.Unmade;
import io.godwit.worker.step.op.BareEffects;
import io.godwit.worker.step.op.FunctionOp;
import io.godwit.worker.step.op.KeyTrace;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.ShapeStepSpec;
import io.godwit.worker.step.spec.ShapeStepSpec.Arrays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code Nesting} and {@code Flattening}, and {@code FunctionOp} that runs them. */
class ShapeStepsTest {

  private static final Value NULL = Value.Null.NULL;

  private static ShapeStepSpec.Nest nest(String into, String... fields) {
    return new ShapeStepSpec.Nest(List.of(fields), into, Optional.empty());
  }

  private static ShapeStepSpec.Flatten flatten(String... fields) {
    return new ShapeStepSpec.Flatten(List.of(fields), "_", 100, Arrays.KEEP);
  }

  private static Value nested(Object... namesAndValues) {
    return new Value.Nested(doc(namesAndValues));
  }

  private static Value array(Value... values) {
    return new Value.Array(List.of(values));
  }

  @Test
  void fieldsMoveIntoADocumentInTheOrderOfTheJob() {
    Document record = doc("id", int64(1), "city", text("Wien"), "x", NULL, "zip", NULL);
    assertThat(kept(record, nest("address", "zip", "city")))
        .isEqualTo(
            doc("id", int64(1), "address", nested("zip", NULL, "city", text("Wien")), "x", NULL));
  }

  @Test
  void aRecordThatHasNoneOfTheFieldsStays() {
    Document record = doc("id", int64(1), "address", text("?"));
    assertThat(kept(record, nest("address", "zip", "city"))).isEqualTo(record);
  }

  @Test
  void theDocumentMayHaveTheNameOfAFieldThatItHolds() {
    assertThat(kept(doc("a", int64(1), "b", int64(2)), nest("b", "a", "b")))
        .isEqualTo(doc("b", nested("a", int64(1), "b", int64(2))));
  }

  @Test
  void aFieldThatIsThereAlreadyIsNotOverwritten() {
    Failure failure = rejected(doc("a", int64(1), "b", int64(2)), nest("b", "a"));
    assertThat(failure.code()).isEqualTo(ErrorCode.FIELD_EXISTS);
    assertThat(failure.message()).isEqualTo("nest into b: the record has a field 'b' already");
    assertThat(failure.column()).contains("b");
  }

  @Test
  void aPrefixIsLost() {
    ShapeStepSpec.Nest nest = new ShapeStepSpec.Nest(List.of("a_x", "a_y"), "a", Optional.of("a_"));
    assertThat(kept(doc("a_x", int64(1), "a_y", int64(2)), nest))
        .isEqualTo(doc("a", nested("x", int64(1), "y", int64(2))));
    assertThatThrownBy(() -> new ShapeStepSpec.Nest(List.of("a_x", "b"), "a", Optional.of("a_")))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("prefix begins each of the fields");
    assertThatThrownBy(() -> new ShapeStepSpec.Nest(List.of("a_"), "a", Optional.of("a_")))
        .isInstanceOf(BrokenRule.class);
  }

  @Test
  void whatIsNestedIsNamedByTheWayToIt() {
    Document record =
        doc("id", int64(1), "a", nested("b", nested("c", NULL), "d", text("x")), "z", int64(2));
    assertThat(kept(record, flatten("a")))
        .isEqualTo(doc("id", int64(1), "a_b_c", NULL, "a_d", text("x"), "z", int64(2)));
    assertThat(kept(record, new ShapeStepSpec.Flatten(List.of("a"), ".", 1, Arrays.KEEP)))
        .isEqualTo(doc("id", int64(1), "a.b", nested("c", NULL), "a.d", text("x"), "z", int64(2)));
  }

  @Test
  void arraysStayOrAreNumbered() {
    Document record = doc("a", nested("p", array(text("x"), nested("q", int64(1)))), "b", array());
    assertThat(kept(record, flatten("a", "b")))
        .isEqualTo(doc("a_p", array(text("x"), nested("q", int64(1))), "b", array()));
    assertThat(kept(record, new ShapeStepSpec.Flatten(List.of("a", "b"), "_", 100, Arrays.INDEX)))
        .isEqualTo(doc("a_p_0", text("x"), "a_p_1_q", int64(1)));
  }

  @Test
  void nothingIsMadeOfNothing() {
    assertThat(kept(doc("a", NULL, "b", nested(), "c", int64(1)), flatten("a", "b", "gone")))
        .isEqualTo(doc("c", int64(1)));
  }

  @Test
  void whatIsNoDocumentFails() {
    Failure failure = rejected(doc("a", text("secret")), flatten("a"));
    assertThat(failure.code()).isEqualTo(ErrorCode.VALUE_TYPE);
    assertThat(failure.message()).isEqualTo("flatten a: text is no document");
  }

  @Test
  void twoFieldsOfOneNameFailWhicheverComesFirst() {
    Failure failure = rejected(doc("a", nested("b", int64(1)), "a_b", int64(2)), flatten("a"));
    assertThat(failure.code()).isEqualTo(ErrorCode.FIELD_EXISTS);
    assertThat(failure.message()).contains("two fields named 'a_b'");
    assertThat(rejected(doc("a_b", int64(2), "a", nested("b", int64(1))), flatten("a")).code())
        .isEqualTo(ErrorCode.FIELD_EXISTS);
    assertThat(
            rejected(doc("a", nested("b_c", int64(1), "b", nested("c", int64(2)))), flatten("a"))
                .message())
        .contains("'a_b_c'");
  }

  @Test
  void aRecordDoesNotGrowOutOfBounds() {
    Value many =
        new Value.Array(
            IntStream.range(0, 10_001).mapToObj(Value.Int32::new).map(v -> (Value) v).toList());
    ShapeStepSpec.Flatten index = new ShapeStepSpec.Flatten(List.of("a"), "_", 100, Arrays.INDEX);
    assertThat(rejected(doc("a", many), index).message()).contains("more than 10000 fields");
    Value wide =
        new Value.Array(
            IntStream.range(0, 9_000).mapToObj(Value.Int32::new).map(v -> (Value) v).toList());
    assertThat(rejected(doc("a", nested("n".repeat(4000), wide)), index).code())
        .isEqualTo(ErrorCode.RECORD_TOO_LARGE);
  }

  /** What is nested with a prefix and flattened again is what it was. */
  @Test
  void flattenTakesBackWhatNestDid() {
    qt().forAll(lists().of(integers().between(0, 8)).ofSizeBetween(1, 6))
        .checkAssert(numbers -> {
          Map<String, Value> fields = new LinkedHashMap<>();
          fields.put("id", int64(7));
          List<String> names = new ArrayList<>();
          for (int number : numbers) {
            fields.put("p_" + number, int64(number));
            names.add("p_" + number);
          }
          Document record = Document.of(fields);
          StepSpec nest =
              new ShapeStepSpec.Nest(names.stream().distinct().toList(), "p", Optional.of("p_"));
          assertThat(kept(record, nest, flatten("p"))).isEqualTo(record);
        });
  }

  @Test
  void aFunctionSaysWhyItCannot() throws Exception {
    FieldFunction function = FieldFunctions.of(nest("b", "a"));
    Document record = doc("x", int64(1));
    assertThat(function.apply(record)).isSameAs(record);
    assertThatThrownBy(() -> function.apply(doc("a", int64(1), "b", int64(2))))
        .isInstanceOfSatisfying(
            Unmade.class, e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.FIELD_EXISTS));
  }

  @Test
  void aKeyIsFollowedThroughADocumentThatIsTakenApart() {
    Placement placement = known(List.of(flatten("a")), "a_id");
    assertThat(placement.hash(Samples.record(doc("a", nested("id", int64(5))))))
        .isEqualTo(known(List.of(), "a_id").hash(Samples.record(doc("a_id", int64(5)))));
    Placement untouched = known(List.of(nest("n", "x")), "id");
    assertThat(untouched.hash(Samples.record(doc("id", int64(5), "x", int64(1)))))
        .isEqualTo(known(List.of(), "id").hash(Samples.record(doc("id", int64(5)))));
  }

  private static Placement known(List<StepSpec> steps, String key) {
    return ((KeyTrace.Trace.Known) KeyTrace.of(steps, List.of(key))).placement();
  }

  @Test
  void namesAreUnknownBehindADocumentThatIsTakenApart() {
    List<StepSpec> steps = List.of(flatten("a"), new FieldStepSpec.Remove(List.of("a_b")));
    assertThat(FieldsByStep.through(steps, Optional.of(List.of("id", "a")), Map.of())).isEmpty();
    assertThatThrownBy(() ->
            FieldsByStep.through(
                List.of(flatten("addres")), Optional.of(List.of("id", "address")), Map.of()))
        .hasMessageContaining("did you mean 'address'?");
    assertThat(
            FieldsByStep.through(
                List.of(nest("n", "a")), Optional.of(List.of("id", "a")), Map.of()))
        .contains(List.of("id", "n"));
  }

  @Test
  void whatIsMadeIsNotBare() {
    BareTexts bare = BareTexts.NONE.with("a", true).with("b", true);
    assertThat(BareEffects.behind(nest("n", "a").effects(), bare).has("n")).isFalse();
    assertThat(BareEffects.behind(nest("n", "a").effects(), bare).has("b")).isTrue();
    assertThat(
            new FunctionOp(f -> f, List.of(new FieldEffect.Makes(List.of("a"))), true).bare(bare))
        .isEqualTo(bare);
    assertThat(
            new FunctionOp(f -> f, List.of(new FieldEffect.Makes(List.of("a"))), false)
                .bare(bare)
                .has("a"))
        .isFalse();
  }
}

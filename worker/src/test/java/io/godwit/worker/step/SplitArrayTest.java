package io.godwit.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.ArrayParts.Empty;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.wire.Placement;
import io.godwit.worker.step.op.KeyTrace;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.SplitArraySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Parts of records: how they are made, and how they go through the steps behind. */
class SplitArrayTest {

  private static final Document RESPONSE =
      Document.of("id", new Value.Int64(7))
          .with("secret", new Value.Text("s"))
          .with("answers", array(answer("q1", "yes"), answer("q2", "no")));

  private static Value array(Value... values) {
    return new Value.Array(List.of(values));
  }

  private static Value answer(String question, String says) {
    return new Value.Nested(
        Document.of("question", new Value.Text(question)).with("says", new Value.Text(says)));
  }

  private static SplitArraySpec split(Empty empty, String... keep) {
    return new SplitArraySpec(
        "answers",
        Optional.of(Map.of("question", "question")),
        Optional.empty(),
        keep.length == 0 ? Optional.empty() : Optional.of(List.of(keep)),
        Optional.of("place"),
        empty);
  }

  private static List<Document> parts(Document fields, StepSpec... steps) {
    Verdict verdict = Samples.run(fields, steps);
    assertThat(verdict).isInstanceOf(Verdict.Split.class);
    return ((Verdict.Split) verdict).parts().stream().map(DataRecord::fields).toList();
  }

  private static Document part(String question, int place) {
    return Document.of("id", new Value.Int64(7))
        .with("question", new Value.Text(question))
        .with("place", new Value.Int32(place));
  }

  @Test
  void aPartHasWhatIsKeptAndWhatIsTaken() {
    assertThat(parts(RESPONSE, split(Empty.DROP, "id")))
        .containsExactly(part("q1", 1), part("q2", 2));
  }

  @Test
  void anElementMayStandInAField() {
    SplitArraySpec into =
        new SplitArraySpec(
            "tags",
            Optional.empty(),
            Optional.of("tag"),
            Optional.empty(),
            Optional.empty(),
            Empty.DROP);
    Document fields = Document.of("tags", array(new Value.Text("a"), Value.Null.NULL));

    assertThat(parts(fields, into))
        .containsExactly(
            Document.of("tag", new Value.Text("a")), Document.of("tag", Value.Null.NULL));
  }

  @Test
  void anEmptyArrayIsAsTheJobSays() {
    for (Document empty :
        List.of(
            RESPONSE.with("answers", array()),
            RESPONSE.with("answers", Value.Null.NULL),
            RESPONSE.without("answers"))) {
      assertThat(Samples.run(empty, split(Empty.DROP, "id"))).isEqualTo(Verdict.Drop.DROP);
      assertThat(Samples.rejected(empty, split(Empty.REJECT)).code())
          .isEqualTo(ErrorCode.VALUE_TYPE);
      assertThat(parts(empty, split(Empty.KEEP, "id")))
          .containsExactly(Document.of("id", new Value.Int64(7)));
    }
  }

  @Test
  void whatIsNoArrayOrNoDocumentFailsWithItsPlace() {
    Document text = RESPONSE.with("answers", new Value.Text("yes"));
    Document mixed = RESPONSE.with("answers", array(answer("q", "y"), new Value.Int32(1)));

    assertThat(Samples.rejected(text, split(Empty.DROP)).message()).contains("text, not an array");
    assertThat(Samples.rejected(mixed, split(Empty.DROP)).message())
        .contains("element 2 is of type int32");
  }

  @Test
  void aFieldOfTheRecordIsNotOverwritten() {
    Document twice = RESPONSE.with("question", new Value.Text("mine"));

    assertThat(Samples.rejected(twice, split(Empty.DROP)).code()).isEqualTo(ErrorCode.FIELD_EXISTS);
    assertThat(parts(twice, split(Empty.DROP, "id"))).hasSize(2);
  }

  @Test
  void aDroppedPartLeavesTheOthersAndARejectedOneTakesThemAlong() {
    StepSpec first = new FieldStepSpec.Drop("r.place == 1");
    StepSpec fails = new FieldStepSpec.Set(Map.of("x", "1 / (r.place - 2)"));

    assertThat(parts(RESPONSE, split(Empty.DROP, "id"), first)).containsExactly(part("q2", 2));
    assertThat(Samples.rejected(RESPONSE, split(Empty.DROP), fails).code())
        .isEqualTo(ErrorCode.EXPRESSION_FAILED);
    assertThat(Samples.run(RESPONSE, split(Empty.DROP), new FieldStepSpec.Drop("true")))
        .isEqualTo(Verdict.Drop.DROP);
  }

  @Test
  void aStepForOtherUnitsIsPassedBy() throws Exception {
    List<StepSpec> steps =
        List.of(
            new UnitStep(split(Empty.DROP), new UnitStep.Rules(List.of("form_*"))),
            new UnitStep(
                new FieldStepSpec.Set(Map.of("x", "1")), new UnitStep.Rules(List.of("other"))));
    List<DataRecord> batch = new ArrayList<>();
    for (String unit : List.of("form_a", "other", "form_b")) {
      batch.add(new DataRecord(new RecordId(0, 0), new Key("k"), new Origin(unit, 0), RESPONSE));
    }
    try (Pipeline pipeline = Steps.compile(steps, Samples.NO_LOOKUPS)) {
      List<Verdict> verdicts = pipeline.run(batch);

      assertThat(verdicts.get(0)).isInstanceOf(Verdict.Split.class);
      assertThat(verdicts.get(2)).isInstanceOf(Verdict.Split.class);
      assertThat(verdicts.get(1))
          .isEqualTo(
              new Verdict.Keep(batch.get(1).withFields(RESPONSE.with("x", new Value.Int64(1)))));
    }
  }

  /** The place alone is made by the split; what the record brings says where its parts go. */
  @Test
  void partsArePlacedByWhatTheirRecordBrings() {
    KeyTrace.Trace trace = KeyTrace.of(List.of(split(Empty.DROP, "id")), List.of("id", "place"));

    assertThat(trace)
        .isInstanceOfSatisfying(
            KeyTrace.Trace.Known.class,
            known -> {
              Placement placement = known.placement();
              DataRecord record =
                  new DataRecord(new RecordId(0, 0), new Key("a"), new Origin("u", 0), RESPONSE);
              DataRecord other =
                  new DataRecord(new RecordId(0, 1), new Key("b"), new Origin("u", 0), RESPONSE);
              assertThat(placement.hash(record)).isEqualTo(placement.hash(other));
            });
    assertThat(KeyTrace.of(List.of(split(Empty.DROP)), List.of("question")))
        .isInstanceOf(KeyTrace.Trace.Unknown.class);
  }

  @Test
  void whatWouldBeTwoThingsIsRefused() {
    assertThatThrownBy(() -> split(Empty.DROP, "place")).isInstanceOf(BrokenRule.class);
    assertThatThrownBy(() -> split(Empty.DROP, "answers")).isInstanceOf(BrokenRule.class);
    assertThatThrownBy(() ->
            new SplitArraySpec(
                "a",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("n"),
                Empty.DROP))
        .isInstanceOf(BrokenRule.class);
  }
}

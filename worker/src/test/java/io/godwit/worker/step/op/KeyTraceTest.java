package io.godwit.worker.step.op;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.folding.Folding;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.wire.Placement;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyTraceTest {

  private static final StepSpec LOOKUP =
      new LookupSpec("app", "u", "b", "b", List.of("t"), LookupSpec.Missing.REJECT, 10);

  private static DataRecord record(String... fields) {
    Document document = Document.empty();
    for (int i = 0; i < fields.length; i += 2) {
      document = document.with(fields[i], new Value.Text(fields[i + 1]));
    }
    return new DataRecord(new RecordId(0, 0), new Key("k"), new Origin("f", 1), document);
  }

  private static KeyedPlacement known(List<StepSpec> steps, String... key) {
    KeyTrace.Trace trace = KeyTrace.of(steps, List.of(key));
    assertThat(trace).isInstanceOf(KeyTrace.Trace.Known.class);
    return ((KeyTrace.Trace.Known) trace).placement();
  }

  private static long fold(String text) {
    return Folding.of(new Value.Text(text));
  }

  private static StepSpec set(String... set) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < set.length; i += 2) {
      fields.put(set[i], set[i + 1]);
    }
    return new FieldStepSpec.Set(fields);
  }

  @Test
  void theKeyOfTheSinkDecidesAndNotThatOfTheSource() {
    assertThat(known(List.of(), "a").hash(record("a", "x"))).isEqualTo(fold("x"));
  }

  @Test
  void stepsOnTheWayAreRunAndOthersAreNot() {
    List<StepSpec> steps =
        List.of(
            set("n", "1 / 0", "b", "r.a + '!'"),
            LOOKUP,
            new FieldStepSpec.Rename(Map.of("b", "c", "z", "y")),
            new FieldStepSpec.Drop("r.n > 0"),
            set("c", "r.c + r.c"),
            new FieldStepSpec.Remove(List.of("a")));

    assertThat(known(steps, "c").hash(record("a", "x"))).isEqualTo(fold("x!x!"));
  }

  /** Also of a record that a step on the way to the sink drops. */
  @Test
  void theKeyIsToldAsItWillArrive() {
    List<StepSpec> steps =
        List.of(
            new FieldStepSpec.Drop("true"),
            set("b", "r.a + '!'"),
            new FieldStepSpec.Rename(Map.of("b", "c")));
    assertThat(known(steps, "c").key(record("a", "x", "z", "y")))
        .contains(Document.of("c", new Value.Text("x!")));
    assertThat(known(steps, "c").key(record("z", "y"))).isEmpty();
    assertThat(known(List.of(), "a", "b").key(record("b", "2", "a", "1")))
        .contains(Document.of("a", new Value.Text("1")).with("b", new Value.Text("2")));
    assertThat(known(List.of(), "a").key(record("b", "2"))).isEmpty();
  }

  @Test
  void anOldNameThatARecordLacksLeavesWhatStandsUnderTheNewOne() {
    Placement placement = known(List.of(new FieldStepSpec.Rename(Map.of("a", "b"))), "b");

    assertThat(placement.hash(record("a", "x"))).isEqualTo(fold("x"));
    assertThat(placement.hash(record("b", "y"))).isEqualTo(fold("y"));
  }

  @Test
  void castsAndConstantsAreFollowed() {
    List<StepSpec> steps =
        List.of(set("d", "'c'"), new FieldStepSpec.Cast(Map.of("a", FieldType.TEXT)));

    assertThat(known(steps, "d", "a").hash(record("a", "07")))
        .isEqualTo(Folding.of(List.of(new Value.Text("c"), new Value.Int64(7))));
  }

  @Test
  void aRecordWithoutKeyIsPlacedByItsSource() {
    long bySource = Placement.bySourceKey().hash(record("a", "x"));

    assertThat(known(List.of(), "b").hash(record("a", "x"))).isEqualTo(bySource);
    assertThat(known(List.of(set("b", "r.missing")), "b").hash(record("a", "x")))
        .isEqualTo(bySource);
    assertThat(known(List.of(new FieldStepSpec.Keep(List.of("b"))), "a").hash(record("a", "x")))
        .isEqualTo(bySource);
  }

  @Test
  void whatALookupTakesIsUnknown() {
    assertThat(KeyTrace.of(List.of(LOOKUP), List.of("t")))
        .isInstanceOfSatisfying(
            KeyTrace.Trace.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("step 1 (lookup) makes 't'"));
    assertThat(KeyTrace.of(List.of(LOOKUP, set("k", "r.a + r.t")), List.of("k")))
        .isInstanceOf(KeyTrace.Trace.Unknown.class);
    // A name that is computed may be that of any field.
    assertThat(KeyTrace.of(List.of(LOOKUP, set("k", "r[r.a]")), List.of("k")))
        .isInstanceOf(KeyTrace.Trace.Unknown.class);
    known(List.of(LOOKUP, set("k", "has(r.a) ? r.a : r.?b.orValue('')")), "k");
  }

  @Test
  void anExpressionOverTheWholeRecordSeesAllOfIt() {
    assertThat(known(List.of(set("k", "string(r.size())")), "k").hash(record("a", "x", "b", "y")))
        .isEqualTo(fold("2"));
  }
}

package io.godwit.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Lookup;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which fields hold bare text behind the steps of a job. */
class BareTextsTest {

  private static final BareTexts CSV = BareTexts.allBut(Set.of("typed"));

  private static BareTexts behind(BareTexts source, StepSpec... steps) throws Exception {
    try (Pipeline pipeline = Steps.compile(List.of(steps), Samples.lookup(new Documents()))) {
      return pipeline.bareTexts(source, "people.csv");
    }
  }

  /** A table with a column of JSON. */
  private static final class Documents implements Lookup {
    @Override
    public Map<Value, Document> find(Set<Value> keys) {
      return Map.of();
    }

    @Override
    public Set<String> bareTexts() {
      return Set.of("doc");
    }

    @Override
    public void close() {}
  }

  @Test
  void aCopyStaysWhatItIsAndWhatIsComputedIsText() throws Exception {
    BareTexts bare =
        behind(
            CSV,
            new FieldStepSpec.Set(Map.of("copy", "r.a", "constant", "'1'", "computed", "r.a + ''")),
            new FieldStepSpec.Rename(Map.of("b", "c", "typed", "named")),
            new FieldStepSpec.Cast(Map.of("d", FieldType.TEXT)));

    assertThat(List.of("a", "copy", "c").stream().allMatch(bare::has)).isTrue();
    assertThat(List.of("constant", "computed", "named", "d").stream().noneMatch(bare::has))
        .isTrue();
  }

  @Test
  void textsOfALookupAreTextsButThoseOfJson() throws Exception {
    BareTexts bare =
        behind(
            BareTexts.NONE,
            new LookupSpec(
                "app", "u", "a", "a", List.of("doc", "name"), LookupSpec.Missing.NULL, 10));

    assertThat(bare.has("doc")).isTrue();
    assertThat(bare.has("name")).isFalse();
  }

  @Test
  void whatIsTakenAwayLeavesNothingToALaterName() throws Exception {
    BareTexts bare =
        behind(
            BareTexts.NONE,
            new LookupSpec("app", "u", "a", "a", List.of("doc"), LookupSpec.Missing.NULL, 10),
            new FieldStepSpec.Remove(List.of("doc")),
            new FieldStepSpec.Rename(Map.of("doc", "b")));

    assertThat(bare.has("b")).isFalse();
  }
}

package io.godwit.worker.step.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Secret;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spi.Step;
import io.godwit.testkit.contract.StepContract;
import io.godwit.worker.step.spec.MaskSpec;
import io.godwit.worker.step.spec.MaskSpec.Look;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MaskStepTest {

  private static final Optional<Secret> SECRET = Optional.of(new Secret("0123456789abcdef"));

  private static MaskStep step(Look as) {
    Optional<String> secret = Optional.of("${env:MASK}").filter(s -> as == Look.CODE);
    return MaskStep.open(new MaskSpec(List.of("a", "b"), as, 4, secret), SECRET);
  }

  private static DataRecord record(Value a) {
    return new DataRecord(
        new RecordId(0, 0), new Key("k"), new Origin("people", 1), Document.of("a", a));
  }

  private static Value masked(Look as, Value value) {
    try (MaskStep step = step(as)) {
      Verdict.Keep kept = (Verdict.Keep) step.apply(List.of(record(value))).getFirst();
      assertThat(kept.record().fields().size()).isEqualTo(1);
      return kept.record().fields().value(0);
    }
  }

  @Nested
  class Contract implements StepContract {
    @Override
    public Step open() {
      return step(Look.CODE);
    }

    @Override
    public List<DataRecord> records() {
      return List.of(record(new Value.Text("x")), record(Value.Null.NULL));
    }
  }

  @Test
  void starsSayNothing() {
    assertThat(masked(Look.STARS, new Value.Text(""))).isEqualTo(new Value.Text("****"));
    assertThat(masked(Look.STARS, new Value.Int64(12))).isEqualTo(new Value.Text("****"));
    assertThat(masked(Look.STARS, Value.Null.NULL)).isEqualTo(Value.Null.NULL);
  }

  @Test
  void theLastCharactersStayWhereTheyAreNotHalfOfIt() {
    assertThat(masked(Look.LAST, new Value.Text("AT611904300234573201")))
        .isEqualTo(new Value.Text("****3201"));
    assertThat(masked(Look.LAST, new Value.Text("1234567"))).isEqualTo(new Value.Text("****"));
    assertThat(masked(Look.LAST, new Value.Text("abcd😀😀😀😀")))
        .isEqualTo(new Value.Text("****😀😀😀😀"));
  }

  @Test
  void aCodeIsTheSameForTheSameTextOnly() {
    Value code = masked(Look.CODE, new Value.Text("7"));
    assertThat(((Value.Text) code).value()).matches("[0-9a-f]{32}");
    assertThat(masked(Look.CODE, new Value.Int64(7))).isEqualTo(code);
    assertThat(masked(Look.CODE, new Value.Text("8"))).isNotEqualTo(code);
  }

  @Test
  void aCodeNeedsASecret() {
    assertThatThrownBy(() -> new MaskSpec(List.of("a"), Look.CODE, 4, Optional.empty()))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("secret is needed for as: code");
    assertThatThrownBy(() -> new MaskSpec(List.of("a"), Look.STARS, 4, Optional.of("${env:X}")))
        .isInstanceOf(BrokenRule.class);
    assertThatThrownBy(() -> new MaskSpec(List.of("a"), Look.CODE, 4, Optional.of("abc")))
        .hasMessageContaining("one reference");
  }
}

package io.godwit.worker.step;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.failed;
import static io.godwit.worker.step.Samples.kept;
import static io.godwit.worker.step.Samples.rejected;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.spec.FieldStepSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one system alone has is handed on or dropped, and touched by nothing. */
class ForeignValueTest {

  private static final Value FOREIGN =
      new Value.Foreign("mongodb", "timestamp", new byte[] {1, 0, 0, 0, 2, 0, 0, 0});

  private static final Document RECORD =
      doc("a", text("x"), "ts", FOREIGN, "d", new Value.Nested(doc("in", FOREIGN)));

  @Test
  void stepsHandItOnUnderAnyName() {
    assertThat(kept(RECORD, new FieldStepSpec.Rename(Map.of("ts", "at"))).get("at"))
        .contains(FOREIGN);
    assertThat(kept(RECORD, new FieldStepSpec.Keep(List.of("ts")))).isEqualTo(doc("ts", FOREIGN));
    assertThat(kept(RECORD, new FieldStepSpec.Remove(List.of("ts", "d"))))
        .isEqualTo(doc("a", text("x")));
    assertThat(kept(RECORD, new FieldStepSpec.Set(Map.of("e", "r.d"))).get("e"))
        .contains(new Value.Nested(doc("in", FOREIGN)));
  }

  @Test
  void anExpressionThatTouchesItFailsWithTheFieldAndTheType() {
    for (String expression : List.of("r.ts == null", "string(r.ts)", "r.d['in'] == 1")) {
      assertThat(failed(RECORD, expression))
          .satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
            assertThat(failure.message()).contains("mongodb timestamp").containsAnyOf("ts", "in");
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void itIsCastToNothing(FieldType type) {
    assertThat(rejected(RECORD, new FieldStepSpec.Cast(Map.of("ts", type))).message())
        .contains("mongodb timestamp")
        .contains("not cast");
  }
}

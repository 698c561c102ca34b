package io.godwit.common.wire.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunPlanTest {

  @Test
  void aPlanComesBackWithItsStarts() {
    StartOffsets starts =
        new StartOffsets(List.of(0L, 5_000_000_000L), List.of(7L), List.of(), List.of(3L));
    RunPlan plan = new RunPlan(2, "f", 1, 1, starts);
    assertThat(Json.read(Json.write(plan), RunPlan.class)).isEqualTo(plan);
  }

  /** A run that an earlier version has begun goes on, and is read from the beginning. */
  @Test
  void aPlanWithoutStartsBeginsAtTheBeginning() {
    String json =
        """
        {"splits":1,"records":10,"fingerprint":"f","plannedAt":5,"placing":1}\
        """;
    RunPlan plan = Json.read(json.getBytes(StandardCharsets.UTF_8), RunPlan.class);
    assertThat(plan.starts()).isEqualTo(StartOffsets.NONE);
  }
}

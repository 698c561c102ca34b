package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.run.RunView;
import io.godwit.common.run.RunView.SplitView;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandstillTest {

  private Instant now = Instant.EPOCH;
  private long remainder;
  private final Standstill standstill = new Standstill(() -> now, () -> remainder);

  @Test
  void isReachedWhenNothingHasHappenedForAWhile() throws Trouble {
    assertThat(after(0, view(true, 5))).isFalse();
    assertThat(after(9, view(true, 5))).isFalse();
    assertThat(after(1, view(true, 5))).isTrue();
  }

  @Test
  void beginsAnewWithEveryOutcomeAndEveryMessageLeft() throws Trouble {
    assertThat(after(0, view(true, 5))).isFalse();
    assertThat(after(9, view(true, 6))).isFalse();
    assertThat(after(9, view(true, 6))).isFalse();
    remainder = 1;
    assertThat(after(9, view(true, 6))).isFalse();
    remainder = 0;
    assertThat(after(9, view(true, 6))).isFalse();
    assertThat(after(10, view(true, 6))).isTrue();
  }

  @Test
  void isNotReachedWhileASplitIsOpenOrOnceTheRunIsSettled() throws Trouble {
    assertThat(after(0, view(false, 5))).isFalse();
    assertThat(after(60, view(false, 5))).isFalse();
    assertThat(after(0, view(true, 10))).isFalse();
    assertThat(after(60, view(true, 10))).isFalse();
  }

  private boolean after(int seconds, RunView view) throws Trouble {
    now = now.plusSeconds(seconds);
    return standstill.reached(view);
  }

  private static RunView view(boolean closed, long ended) {
    Tally tally = new Tally(ended, 0, 0, 0);
    SplitProgress progress =
        new SplitProgress(new Split(0, "a.csv", "0-9", 10), new Position(10, "9"), closed);
    return new RunView(
        "job",
        "run",
        0,
        Optional.of(new RunPlan(1, "f", 0, 1, StartOffsets.NONE)),
        List.of(new SplitView(progress, tally)),
        new Total(tally, 0, 1),
        Map.of(),
        Map.of());
  }
}

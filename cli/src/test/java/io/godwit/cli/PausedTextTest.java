package io.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.steer.DesiredChange;
import io.godwit.common.kafka.DesiredState;
import io.godwit.common.run.RunMeter;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunView;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.StartOffsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a run that is paused, and to whom pauses or resumes it. */
final class PausedTextTest {

  private static final Ruling.Desired PAUSED =
      new Ruling.Desired(Optional.of(new Ruling.Pause(1_700_000_000_000L)));
  private static final RunView VIEW =
      new RunView(
          "people",
          "r1",
          0,
          Optional.of(new RunPlan(2, "f", 0, 1, StartOffsets.NONE)),
          List.of(),
          Total.ZERO,
          Map.of(),
          Map.of());

  private static String answer(Ruling.Desired before, Ruling.Desired after) {
    return change(before, after).text();
  }

  private static DesiredChange change(Ruling.Desired before, Ruling.Desired after) {
    return new DesiredChange(
        new JobEntry("people", "r1", "", "", 0), new DesiredState(before, after));
  }

  @Test
  void eachCommandSaysWhatItHasChangedAndHowToGoOn() {
    assertThat(answer(Ruling.Desired.GO_ON, PAUSED))
        .startsWith("people, run r1: paused. Within 2 s")
        .contains("godwit resume people", "a new run of the job begins unpaused");
    assertThat(answer(PAUSED, PAUSED))
        .contains("paused already, since 2023-11-14T22:13:20Z; nothing is changed")
        .contains("godwit resume people");
    assertThat(answer(PAUSED, Ruling.Desired.GO_ON))
        .isEqualTo("people, run r1: goes on; it was paused since 2023-11-14T22:13:20Z");
    assertThat(answer(Ruling.Desired.GO_ON, Ruling.Desired.GO_ON))
        .isEqualTo("people, run r1: is not paused; nothing is changed");
    DesiredChange.Line line = change(PAUSED, PAUSED).line();
    assertThat(line.paused()).isTrue();
    assertThat(line.changed()).isFalse();
  }

  @Test
  void theStatusSaysSinceWhenAndHowToGoOn() {
    RunView paused = VIEW.with(PAUSED.pause());
    StatusText text = new StatusText(progress(paused), Optional.empty(), List.of());
    assertThat(text.text())
        .contains("state    paused; unfinished, 0 of 0 splits are not read yet")
        .contains("paused   since 2023-11-14T22:13:20Z; it goes on with: godwit resume people");
    assertThat(text.line().pausedSince()).contains(1_700_000_000_000L);
    StatusText open = new StatusText(progress(VIEW), Optional.empty(), List.of());
    assertThat(open.text()).doesNotContain("paused");
  }

  private static RunProgress progress(RunView view) {
    JobEntry entry = new JobEntry(view.job(), view.run(), "", "", view.startedAt());
    return new RunMeter(() -> Instant.EPOCH).measure(entry, view, Optional.empty(), 0);
  }
}

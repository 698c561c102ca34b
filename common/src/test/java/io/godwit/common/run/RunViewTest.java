package io.godwit.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.run.RunView.SplitView;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunViewTest {

  @Test
  void allInOrder() {
    RunView view = view(2, split(0, 10, 10, true, 10), split(1, 10, 10, true, 10));

    assertThat(view.settled()).isTrue();
    assertThat(view.balanced()).isTrue();
  }

  @Test
  void aLostReceiptLeavesTheRunUnsettled() {
    RunView view = view(2, split(0, 10, 10, true, 10), split(1, 10, 10, true, 5));

    assertThat(view.settled()).isFalse();
    assertThat(view.balanced()).isFalse();
  }

  @Test
  void aDoubledReceiptSettlesTheRunUnbalanced() {
    RunView view = view(2, split(0, 10, 10, true, 15), split(1, 10, 10, true, 10));

    assertThat(view.settled()).isTrue();
    assertThat(view.balanced()).isFalse();
  }

  @Test
  void oneLostAndOneDoubledDoNotMakeUpForEachOther() {
    RunView view = view(2, split(0, 10, 10, true, 15), split(1, 10, 10, true, 5));

    assertThat(view.settled()).isTrue();
    assertThat(view.balanced()).isFalse();
  }

  @Test
  void anOpenSplitKeepsTheRunOpen() {
    RunView view = view(2, split(0, 10, 10, true, 10), split(1, 10, 10, false, 10));

    assertThat(view.closed()).isFalse();
    assertThat(view.settled()).isFalse();
  }

  @Test
  void theLagIsWhatIsPublishedAndHasNoOutcomeYet() {
    assertThat(view(2, split(0, 10, 10, true, 4), split(1, 10, 7, false, 5)).lag()).isEqualTo(8);
    assertThat(view(1, split(0, 20, 7, false, 9)).lag())
        .as("outcomes that were seen before their records")
        .isZero();
  }

  @Test
  void aSplitThatIsNotKnownYetKeepsTheRunOpen() {
    RunView view = view(2, split(0, 10, 10, true, 10));

    assertThat(view.closed()).isFalse();
    assertThat(view.settled()).isFalse();
  }

  @Test
  void aSourceThatWasReadShortUnbalancesTheBooks() {
    RunView view = view(2, split(0, 10, 10, true, 10), split(1, 10, 9, true, 9));

    assertThat(view.settled()).isTrue();
    assertThat(view.balanced()).isFalse();
  }

  @Test
  void whatIsPlannedIsAnEstimateUntilEachSplitIsCounted() {
    Split about = new Split(1, "a.csv", "0-9", 30, true);
    RunView before = view(2, split(0, 10, 10, true, 10), split(about, 12, true, 12));
    RunView after = view(2, split(0, 10, 10, true, 10), split(about.counted(12), 12, true, 12));

    assertThat(before.planned()).hasValue(40);
    assertThat(before.isEstimated()).isTrue();
    assertThat(before.balanced()).isFalse();
    assertThat(after.planned()).hasValue(22);
    assertThat(after.isEstimated()).isFalse();
    assertThat(after.balanced()).isTrue();
  }

  private static SplitView split(int number, long counted, long read, boolean closed, long ended) {
    return split(new Split(number, "a.csv", "0-9", counted), read, closed, ended);
  }

  private static SplitView split(Split split, long read, boolean closed, long ended) {
    return new SplitView(
        new SplitProgress(split, new Position(read, "9"), closed), new Tally(ended, 0, 0, 0));
  }

  private static RunView view(int count, SplitView... splits) {
    Tally sum = List.of(splits).stream().map(SplitView::tally).reduce(Tally.ZERO, Tally::plus);
    return new RunView(
        "job",
        "run",
        0,
        Optional.of(new RunPlan(count, "f", 0, 1, StartOffsets.NONE)),
        List.of(splits),
        new Total(sum, 0, 1),
        Map.of(),
        Map.of());
  }
}

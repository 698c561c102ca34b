package io.godwit.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.SplitProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MissingWorkersTest {

  private final AtomicLong clock = new AtomicLong(7);
  private final MissingWorkers missing = new MissingWorkers(clock::get);

  /** All 1,000 records of the run are published, so many of them written. */
  private static Optional<RunStatus> status(long written, int workers, boolean finished) {
    SampleViews sample = SampleViews.written(written);
    RunView.SplitView split =
        new RunView.SplitView(
            new SplitProgress(new Split(0, "a.csv", "0-9", 1000), new Position(1000, "9"), true),
            sample.tally());
    RunView planned = sample.planned();
    RunView view =
        new RunView(
            "people",
            "r1",
            SampleViews.START,
            planned.plan(),
            List.of(split),
            planned.total(),
            planned.workers(),
            Map.of());
    Optional<RunFinish> finish = finished ? Optional.of(sample.finish(true)) : Optional.empty();
    RunMeter meter = new RunMeter(InstantSource.fixed(Instant.ofEpochMilli(SampleViews.START)));
    return Optional.of(
        new RunStatus(
            meter.measure(sample.entry(), view, finish, 0), new Lag(new TreeMap<>()), workers));
  }

  private boolean after(long millis, Optional<RunStatus> status) {
    clock.addAndGet(Duration.ofMillis(millis).toNanos());
    return missing.lasts(status);
  }

  @Test
  void aMomentWithoutWorkersIsNobodysConcernAndASecondIs() {
    assertThat(after(0, status(10, 0, false))).isFalse();
    assertThat(after(999, status(10, 0, false))).isFalse();
    assertThat(after(1, status(10, 0, false))).isTrue();
    assertThat(after(5_000, status(20, 0, false))).isTrue();
  }

  @Test
  void oneThatComesBackBeginsTheSecondAnew() {
    assertThat(after(0, status(10, 0, false))).isFalse();
    assertThat(after(900, status(10, 1, false))).isFalse();
    assertThat(after(200, status(10, 0, false))).isFalse();
    assertThat(after(1_000, status(10, 0, false))).isTrue();
  }

  @Test
  void nobodyIsMissedWhereNothingWaits() {
    assertThat(after(0, status(1_000, 0, false))).isFalse();
    assertThat(after(5_000, status(1_000, 0, false))).isFalse();
    assertThat(after(0, status(10, 0, true))).isFalse();
    assertThat(after(5_000, status(10, 0, true))).isFalse();
    assertThat(after(0, Optional.empty())).isFalse();
    assertThat(after(5_000, Optional.empty())).isFalse();
  }
}

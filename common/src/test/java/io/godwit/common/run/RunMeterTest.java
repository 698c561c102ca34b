package io.godwit.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.godwit.common.wire.run.RunFinish;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class RunMeterTest {

  private static final long NANOS = 1_000_000_000L;
  private static final Offset<Double> ONE = within(1.0);

  private Instant now = Instant.ofEpochMilli(SampleViews.START);
  private final RunMeter meter = new RunMeter(() -> now);

  /** What is measured where a run of ten records a second has been watched for so long. */
  private RunProgress after(int seconds, long before) {
    RunProgress last = measure(SampleViews.written(before), 0);
    for (int second = 1; second <= seconds; second++) {
      last = measure(SampleViews.written(before + 10L * second), second);
    }
    return last;
  }

  private RunProgress measure(SampleViews sample, int second) {
    now = Instant.ofEpochMilli(SampleViews.START).plusSeconds(second);
    return meter.measure(sample.entry(), sample.planned(), Optional.empty(), second * NANOS);
  }

  @Test
  void aRunningRunHasRatesAndATimeToItsEnd() {
    RunProgress run = after(20, 0);
    assertThat(run.phase()).isEqualTo(RunPhase.RUNNING);
    assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(20));
    assertThat(run.speed().now()).isCloseTo(10, ONE);
    assertThat(run.speed().of(SampleViews.WORKER)).isCloseTo(10, ONE);
    assertThat(run.speed().of("another")).isZero();
    assertThat(run.speed().eta())
        .hasValueSatisfying(eta -> assertThat(eta.latest().toSeconds()).isBetween(79L, 82L));
  }

  @Test
  void aRunThatGoesOnHasNoPeakOfWhatEarlierCommandsDid() {
    SampleViews unknown = SampleViews.written(0);
    RunProgress first =
        meter.measure(unknown.entry(), unknown.unplanned(), Optional.empty(), -NANOS / 2);
    assertThat(first.phase()).isEqualTo(RunPhase.COUNTING);
    assertThat(after(20, 700).speed().peak()).isCloseTo(10, ONE);
  }

  @Test
  void theAverageIsOfTheRunAndNotOfTheWatching() {
    RunProgress run = measure(SampleViews.written(600).within(30), 0);
    assertThat(run.speed().average()).isCloseTo(20, ONE);
    assertThat(run.speed().peak()).as("never below the average").isCloseTo(20, ONE);
  }

  @Test
  void whatIsPausedOrEndedHasNoRateOfNowAndNoTimeToItsEnd() {
    Speed running = after(20, 0).speed();
    SampleViews sample = SampleViews.written(200);
    RunProgress paused =
        meter.measure(sample.entry(), sample.paused(), Optional.empty(), 20 * NANOS);
    assertThat(paused.phase()).isEqualTo(RunPhase.PAUSED);
    assertThat(paused.speed()).isEqualTo(running.standing());
    assertThat(paused.speed().peak()).isCloseTo(10, ONE);
    assertThat(after(20, 0).stopping().phase()).isEqualTo(RunPhase.STOPPING);
  }

  @Test
  void theTimeOfARunStopsWhenItsLastRecordEnded() {
    SampleViews all = SampleViews.written(1000).within(40);
    assertThat(measure(all, 50).elapsed()).isEqualTo(Duration.ofSeconds(50));
    RunProgress ended =
        meter.measure(all.entry(), all.planned(), Optional.of(all.finish(true)), 50 * NANOS);
    assertThat(ended.elapsed()).isEqualTo(Duration.ofSeconds(40));
  }

  /** It was announced too early, or what it is of has since been repeated. */
  @Test
  void aFinishOfOtherNumbersEndsNothing() {
    SampleViews all = SampleViews.written(1000);
    RunFinish early = SampleViews.written(999).finish(true);
    RunProgress run = meter.measure(all.entry(), all.planned(), Optional.of(early), 0);
    assertThat(run.finish()).isEmpty();
    assertThat(run.phase()).isEqualTo(RunPhase.REPORTING);
  }

  @Test
  void anotherRunIsMeasuredAnew() {
    assertThat(after(20, 0).speed().now()).isPositive();
    RunProgress next = measure(SampleViews.written(0).of("r2"), 21);
    assertThat(next.speed())
        .isEqualTo(new Speed(0, 0, 0, Optional.empty(), next.speed().workers()));
  }

  @Test
  void whatHasAnOutcomeHasBeenReadUnlessTheBooksAreClosed() {
    SampleViews doubled = SampleViews.written(1005);
    assertThat(measure(doubled, 0).read()).isEqualTo(1005);
    RunProgress ended =
        meter.measure(doubled.entry(), doubled.planned(), Optional.of(doubled.finish(false)), 0);
    assertThat(ended.read()).isEqualTo(1000);
  }
}

package io.godwit.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleToLongFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class RateWindowTest {

  private static final long NANOS = 1_000_000_000L;
  private static final Offset<Double> ONE = within(1.0);

  private final RateWindow window = new RateWindow();

  /** Samples every 250 ms from one second to another, both included. */
  private void sample(int from, int to, DoubleToLongFunction count) {
    for (int i = from * 4; i <= to * 4; i++) {
      window.add(i * NANOS / 4, count.applyAsLong(i / 4.0));
    }
  }

  @Test
  void nothingIsSaidBeforeAnythingGrew() {
    assertThat(window.now()).isZero();
    sample(0, 30, t -> 0);
    assertThat(window.now()).isZero();
    assertThat(window.average()).isZero();
    assertThat(window.peak()).isZero();
    assertThat(window.eta(100)).isEmpty();
  }

  @Test
  void aSteadyRateIsNowAverageAndPeakAlike() {
    sample(0, 30, t -> (long) (100 * t));
    assertThat(window.now()).isCloseTo(100, ONE);
    assertThat(window.average()).isCloseTo(100, ONE);
    assertThat(window.peak()).isCloseTo(100, ONE);
    assertThat(window.eta(1000))
        .hasValueSatisfying(eta -> {
          assertThat(eta.soonest().toSeconds()).isBetween(9L, 10L);
          assertThat(eta.latest().toSeconds()).isBetween(10L, 11L);
        });
  }

  @Test
  void theTimeBeforeTheFirstRecordIsNotCounted() {
    sample(0, 60, t -> t < 50 ? 0 : (long) (100 * (t - 50)));
    assertThat(window.average()).isCloseTo(100, within(3.0));
    assertThat(window.peak()).isCloseTo(100, within(3.0));
  }

  @Test
  void aResumedRunIsMeasuredFromWhereItStood() {
    sample(0, 10, t -> 1_000_000 + (long) (50 * t));
    assertThat(window.average()).isCloseTo(50, ONE);
  }

  @Test
  void nowFollowsThePresentAndPeakRemembers() {
    sample(0, 20, t -> (long) (t < 10 ? 1000 * t : 10_000 + 10 * (t - 10)));
    assertThat(window.now()).isCloseTo(10, ONE);
    assertThat(window.peak()).isCloseTo(1000, within(20.0));
    assertThat(window.average()).isCloseTo(505, within(10.0));
  }

  @Test
  void anUnsteadyRateMakesAWideInterval() {
    sample(0, 60, t -> (long) (100 * t + 180 * Math.sin(t / 2)));
    assertThat(window.eta(10_000))
        .hasValueSatisfying(eta ->
            assertThat(eta.latest().toSeconds()).isGreaterThan(3 * eta.soonest().toSeconds() / 2));
  }

  @Test
  void aStalledRunHasNoEta() {
    sample(0, 20, t -> (long) (100 * Math.min(t, 10)));
    assertThat(window.now()).isZero();
    assertThat(window.eta(1000)).isEmpty();
  }

  @Test
  void nothingIsForetoldInTheFirstSeconds() {
    sample(0, 7, t -> (long) (100 * t));
    assertThat(window.eta(1000)).isEmpty();
  }
}

package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.RunSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RetryPaceTest {

  private static final Duration FIRST = Duration.ofMillis(200);

  private final RetryPace pace =
      new RetryPace(new AdaptiveBatchSize(new RunSpec.Batch(Duration.ofSeconds(1), 100, 1_000)));

  private Duration after(ErrorCode code, int records) {
    return pace.after(new Trouble(code, "it does not go"), records);
  }

  @Test
  void thePauseGrowsWhileNothingAnswersAndIsShortAgainAfterwards() {
    assertThat(after(ErrorCode.TARGET_UNREACHABLE, 1_000)).isBetween(FIRST.dividedBy(2), FIRST);
    Duration last = Duration.ZERO;
    for (int i = 0; i < 10; i++) {
      last = after(ErrorCode.TARGET_UNREACHABLE, 1_000);
    }
    assertThat(last).isBetween(Duration.ofMillis(7_500), Duration.ofSeconds(15));
    assertThat(pace.records()).as("an outage is no fault of the size").isEqualTo(1_000);
    pace.goesOn();
    assertThat(after(ErrorCode.TARGET_UNREACHABLE, 1_000)).isLessThanOrEqualTo(FIRST);
  }

  @Test
  void whatIsTooLargeIsHalvedAndTriedSoon() {
    for (int size = 1_000; size > 1; size /= 2) {
      assertThat(after(ErrorCode.TARGET_TOO_MUCH, size)).isLessThanOrEqualTo(FIRST);
      assertThat(pace.records()).isEqualTo(size / 2);
    }
    // One record cannot be halved: it waits longer and longer.
    Duration last = Duration.ZERO;
    for (int i = 0; i < 10; i++) {
      last = after(ErrorCode.TARGET_TOO_MUCH, 1);
    }
    assertThat(last).isGreaterThan(FIRST);
    assertThat(pace.records()).isEqualTo(1);
  }

  @Test
  void aTargetThatIsSentTooMuchIsSentLessOftenAndNotLess() {
    long before = System.nanoTime();
    assertThat(pace.throttled(before)).isZero();
    assertThat(after(ErrorCode.TARGET_THROTTLES, 1_000))
        .isLessThanOrEqualTo(Duration.ofMillis(100));
    assertThat(pace.throttled(before)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    assertThat(pace.records()).isEqualTo(1_000);
  }

  @Test
  void whatAnOperatorMayRuleAnyMomentIsLookedAtEverySecond() {
    Duration last = Duration.ZERO;
    for (int i = 0; i < 10; i++) {
      last = after(ErrorCode.TARGET_ALTERED, 1_000);
    }
    assertThat(last).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aDoubtMakesTheNextBatchLargeAndOnlyThatOne() {
    assertThat(pace.toTake()).isEqualTo(1_000);
    pace.doubted();
    assertThat(pace.toTake()).isEqualTo(10_000);
    assertThat(pace.toTake()).isEqualTo(1_000);
  }
}

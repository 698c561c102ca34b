package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final Throttle throttle = new Throttle(Duration.ZERO);

  @Test
  void itSendsLessWhereItIsToldSoAndMoreWhereItIsNot() {
    assertThat(throttle.left(5)).isZero();
    throttle.throttled(0);
    assertThat(throttle.left(0)).isEqualTo(Duration.ofMillis(100));
    throttle.throttled(0);
    assertThat(throttle.left(0)).isEqualTo(Duration.ofMillis(200));
    throttle.succeeded(0);
    assertThat(throttle.left(0)).as("also after a success").isEqualTo(Duration.ofMillis(180));
    assertThat(throttle.left(Duration.ofMillis(180).toNanos())).isZero();
    for (int i = 0; i < 40; i++) {
      throttle.succeeded(0);
    }
    assertThat(throttle.left(0)).isZero();
  }

  /** Also where nobody complains, and not on top of what was complained of. */
  @Test
  void aJobsOwnPauseIsTheLeast() {
    Throttle resting = new Throttle(Duration.ofMillis(150));
    assertThat(resting.left(0)).isLessThanOrEqualTo(Duration.ZERO);
    resting.succeeded(0);
    assertThat(resting.left(0)).isEqualTo(Duration.ofMillis(150));
    resting.throttled(0);
    assertThat(resting.left(0)).isEqualTo(Duration.ofMillis(150));
    resting.throttled(0);
    assertThat(resting.left(0)).isEqualTo(Duration.ofMillis(200));
  }
}

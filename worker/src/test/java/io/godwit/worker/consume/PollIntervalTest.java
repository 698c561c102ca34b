package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PollIntervalTest {

  private final PollInterval interval = new PollInterval();

  @Test
  void theRestDoublesUpToALimitAndIsShortAgainAfterRecords() {
    assertThat(interval.rest(false)).isEqualTo(Duration.ofMillis(10));
    assertThat(interval.rest(false)).isEqualTo(Duration.ofMillis(20));
    assertThat(interval.rest(false)).isEqualTo(Duration.ofMillis(40));
    assertThat(interval.rest(false)).isEqualTo(Duration.ofMillis(40));
    interval.busy();
    assertThat(interval.rest(false)).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void amidPlentyEveryRestIsTheSameAndTheNextOneBeginsWhereItWas() {
    assertThat(interval.rest(false)).isEqualTo(Duration.ofMillis(10));
    assertThat(interval.rest(true)).isEqualTo(Duration.ofMillis(25));
    assertThat(interval.rest(true)).isEqualTo(Duration.ofMillis(25));
    assertThat(interval.rest(false)).isEqualTo(Duration.ofMillis(20));
  }
}

package io.godwit.common.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(350));

  @Test
  void itDoublesUpToTheMost() {
    for (long due : new long[] {100, 200, 350, 350}) {
      assertThat(backoff.next()).isBetween(Duration.ofMillis(due / 2), Duration.ofMillis(due));
    }
  }

  @Test
  void successBeginsAnew() {
    backoff.next();
    backoff.next();
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aFleetDoesNotComeBackAtOnce() {
    assertThat(
            java.util.stream.Stream.generate(
                    () -> new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(10)).next())
                .limit(50)
                .distinct()
                .count())
        .isGreaterThan(10);
  }
}

package io.godwit.common.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopSignalTest {

  private final StopSignal stop = new StopSignal();

  @Test
  void aWaitEndsByItselfOrByTheRequest() {
    assertThat(stop.await(Duration.ofMillis(1))).isFalse();
    Thread.ofVirtual().start(stop::request);
    assertThat(stop.await(Duration.ofMinutes(1))).isTrue();
    assertThat(stop.requested()).isTrue();
  }

  @Test
  void anInterruptIsAWishToStopAndIsNotSwallowed() {
    Thread.currentThread().interrupt();
    assertThat(stop.await(Duration.ofMinutes(1))).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(stop.requested()).isFalse();
  }
}

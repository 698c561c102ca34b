package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.spec.RunSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveBatchSizeTest {

  private static final Duration TARGET = Duration.ofSeconds(2);

  private static AdaptiveBatchSize size(int from, int to) {
    return new AdaptiveBatchSize(new RunSpec.Batch(TARGET, from, to));
  }

  @Test
  void itBeginsWithinItsRange() {
    assertThat(size(10, 10_000).records()).isEqualTo(1000);
    assertThat(size(10, 50).records()).isEqualTo(50);
    assertThat(size(5000, 10_000).records()).isEqualTo(5000);
  }

  @Test
  void quickFullBatchesMakeItGrow() {
    AdaptiveBatchSize size = size(10, 3000);
    size.took(1000, Duration.ofMillis(900));
    assertThat(size.records()).isEqualTo(2000);
    size.took(1000, Duration.ofMillis(1));
    assertThat(size.records()).as("a batch that was half full says nothing").isEqualTo(2000);
    size.took(1001, Duration.ofMillis(1));
    assertThat(size.records()).isEqualTo(3000);
  }

  @Test
  void slowOnesMakeItShrinkAndNoiseLeavesItAlone() {
    AdaptiveBatchSize size = size(300, 10_000);
    size.took(1000, Duration.ofMillis(1000));
    size.took(1000, Duration.ofMillis(4000));
    assertThat(size.records()).isEqualTo(1000);
    size.took(1000, Duration.ofMillis(4001));
    assertThat(size.records()).isEqualTo(500);
    size.took(3, Duration.ofMinutes(1));
    assertThat(size.records()).isEqualTo(300);
  }
}

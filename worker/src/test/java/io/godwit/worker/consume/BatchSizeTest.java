package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.spec.RunSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private static final Duration QUICK = Duration.ofMillis(1);
  private static final Duration USUAL = Duration.ofSeconds(2);

  private final AdaptiveBatchSize learned =
      new AdaptiveBatchSize(new RunSpec.Batch(Duration.ofSeconds(2), 10, 10_000));
  private final BatchSize size = new BatchSize(learned);

  @Test
  void whatFailsIsHalvedAtOnceDownToOneRecord() {
    assertThat(size.records()).isEqualTo(1000);
    assertThat(size.failed(1000)).isTrue();
    assertThat(size.records()).isEqualTo(500);
    assertThat(size.failed(12)).as("what was tried counts").isTrue();
    assertThat(size.records()).as("below the job's smallest").isEqualTo(6);
    assertThat(size.failed(2)).isTrue();
    assertThat(size.failed(1)).as("nothing is smaller").isFalse();
    assertThat(size.records()).isEqualTo(1);
    assertThat(new BatchSize(learned).records()).as("of another partition").isEqualTo(1000);
  }

  @Test
  void itGrowsCarefullyWhereItFailed() {
    size.failed(800);
    size.failed(400);
    size.failed(200);
    assertThat(size.records()).isEqualTo(100);
    int successes = 0;
    while (size.records() < 200) {
      size.took(size.records(), USUAL);
      successes++;
    }
    assertThat(successes).as("until it meets the wall again").isBetween(10, 20);
    size.failed(200);
    size.took(3, USUAL);
    assertThat(size.records()).as("a short batch says nothing").isEqualTo(100);
  }

  @Test
  void itForgetsAWallThatIsGone() {
    size.failed(64);
    for (int i = 0; i < 200; i++) {
      size.took(size.records(), QUICK);
    }
    assertThat(size.records()).isEqualTo(10_000);
  }
}

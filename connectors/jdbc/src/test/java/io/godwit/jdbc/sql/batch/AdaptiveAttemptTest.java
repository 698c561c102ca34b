package io.godwit.jdbc.sql.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When the cheaper way is tried. */
class AdaptiveAttemptTest {

  private final AdaptiveAttempt attempt = new AdaptiveAttempt();

  /** How many batches go by before the next one is worth a try. */
  private int skipped() {
    int skipped = 0;
    while (!attempt.isLikely()) {
      skipped++;
    }
    return skipped;
  }

  @Test
  void theFirstBatchIsTriedAndSoIsEachAfterASuccess() {
    for (int batch = 0; batch < 5; batch++) {
      assertThat(attempt.isLikely()).isTrue();
      attempt.confirmed();
    }
  }

  @Test
  void eachFailureDoublesThePauseUpToItsBound() {
    for (int pause : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 256, 256}) {
      attempt.refuted();
      assertThat(skipped()).isEqualTo(pause);
    }
  }

  @Test
  void oneSuccessBeginsAgainWithTheShortestPause() {
    for (int i = 0; i < 5; i++) {
      attempt.refuted();
      assertThat(skipped()).isPositive();
    }
    attempt.confirmed();
    attempt.refuted();
    assertThat(skipped()).isEqualTo(1);
  }
}

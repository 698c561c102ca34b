package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

  @Test
  void beginsShortAndDoublesToASecondWhoeverCommits() {
    CommitPace pace = new CommitPace();
    assertThat(pace.nanos()).isEqualTo(Duration.ofMillis(30).toNanos());
    for (long millis : new long[] {60, 120, 240, 480, 960, 1000, 1000}) {
      pace.committed();
      assertThat(pace.nanos()).isEqualTo(Duration.ofMillis(millis).toNanos());
    }
  }
}

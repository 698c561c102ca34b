package io.godwit.worker.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PartitionSuspicionTest {

  private final AtomicLong nanos = new AtomicLong();

  private PartitionSuspicion watch(String metadata) {
    PartitionSuspicion suspicion =
        new PartitionSuspicion("me", "gone"::equals, Duration.ofMillis(500), nanos::get);
    suspicion.found(10, metadata);
    return suspicion;
  }

  private static OffsetMark suspected(String owner, int deaths, long to) {
    return new OffsetMark.Suspected(Optional.of(owner), deaths, OptionalLong.of(to));
  }

  @Test
  void inPeaceOneMarkIsMadeAndTakenBack() {
    PartitionSuspicion suspicion = watch("");
    assertThat(suspicion.resting()).as("nothing was begun").isEmpty();
    assertThat(suspicion.packs()).isEmpty();
    OffsetMark mark = suspicion.before(20).orElseThrow();
    assertThat(mark).isEqualTo(new OffsetMark.AtWork("me"));
    suspicion.marked(10, mark);
    assertThat(suspicion.before(30)).isEmpty();
    assertThat(suspicion.isStepwise()).isFalse();
    assertThat(suspicion.settling(30)).isEqualTo(mark);
    suspicion.settled(30, 0);
    assertThat(suspicion.resting())
        .contains(new PartitionSuspicion.Standing(30, OffsetMark.Clear.CLEAR));
  }

  @Test
  void afterADeathTheWorkGoesInStepsThatAreNamed() {
    PartitionSuspicion suspicion = watch("at-work gone");
    for (int step = 0; step < 5; step++) {
      assertThat(suspicion.packs()).isEqualTo(OptionalInt.of(1 << step));
      assertThat(suspicion.before(50)).contains(suspected("me", 1, 50));
      suspicion.marked(10, suspected("me", 1, 50));
      assertThat(suspicion.settling(50).text()).isEqualTo("suspect me 1 -");
      suspicion.settled(50, 0);
    }
    assertThat(suspicion.isStepwise()).isTrue();
    assertThat(suspicion.resting().orElseThrow().mark().text()).isEqualTo("suspect - 1 -");
    for (int step = 0; step < 20; step++) {
      suspicion.settled(60 + step, 0);
    }
    assertThat(suspicion.isStepwise()).as("many steps in no time").isTrue();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    suspicion.settled(100, 0);
    assertThat(suspicion.isStepwise()).isFalse();
    assertThat(suspicion.before(200)).as("it stands there that it is at work").isEmpty();
  }

  @Test
  void twoDeathsInOneRangePutItOnTrial() {
    PartitionSuspicion suspicion = watch(suspected("gone", 1, 50).text());
    assertThat(suspicion.limit(10)).isEqualTo(OptionalLong.of(50));
    assertThat(suspicion.before(30)).isEmpty();
    assertThat(suspicion.settling(30)).isEqualTo(suspected("me", 2, 50));
    suspicion.settled(30, 0);
    assertThat(suspicion.limit(30)).isEqualTo(OptionalLong.of(50));
    suspicion.settled(50, 1);
    assertThat(suspicion.isStepwise()).isFalse();
  }

  @Test
  void aTrialThatFindsNobodyIsFollowedByCare() {
    PartitionSuspicion suspicion = watch(suspected("gone", 1, 50).text());
    suspicion.settled(50, 0);
    assertThat(suspicion.suspicion()).isEqualTo(new Suspicion.Careful(1, 0));
    PartitionSuspicion late = watch(suspected("gone", 1, 50).text());
    assertThat(late.limit(60)).as("the range is not there any more").isEmpty();
    assertThat(late.suspicion()).isEqualTo(new Suspicion.Careful(2, 0));
  }

  @Test
  void whoEndedInOrderOrLivesHasNotDied() {
    assertThat(watch("at-work alive").suspicion()).isEqualTo(new Suspicion.Calm(false));
    assertThat(watch("at-work me").suspicion()).isEqualTo(new Suspicion.Calm(true));
    assertThat(watch("suspect alive 1 50").suspicion()).isEqualTo(new Suspicion.Careful(1, 0));
    assertThat(watch("suspect - 1 50").suspicion()).isEqualTo(new Suspicion.Careful(1, 0));
    assertThat(watch("suspect alive 0 50").suspicion()).isEqualTo(new Suspicion.Calm(false));
    assertThat(watch("suspect - 2 50").suspicion()).isEqualTo(new Suspicion.OnTrial(2, 50));
  }

  @Test
  void restingKeepsWhatWasSuspected() {
    PartitionSuspicion suspicion = watch("suspect gone 1 50");
    assertThat(suspicion.resting().orElseThrow().mark().text()).isEqualTo("suspect - 2 50");
    assertThat(watch("suspect - 2 50").resting()).as("it stands there").isEmpty();
  }
}

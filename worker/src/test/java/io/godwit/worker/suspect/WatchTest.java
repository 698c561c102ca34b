package io.godwit.worker.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchTest {

  private final AtomicLong nanos = new AtomicLong();

  private Watch watch(String metadata) {
    Watch watch = new Watch("me", "gone"::equals, Duration.ofMillis(500), nanos::get);
    watch.found(10, metadata);
    return watch;
  }

  private static Mark suspected(String owner, int deaths, long to) {
    return new Mark.Suspected(Optional.of(owner), deaths, OptionalLong.of(to));
  }

  @Test
  void inPeaceOneMarkIsMadeAndTakenBack() {
    Watch watch = watch("");
    assertThat(watch.resting()).as("nothing was begun").isEmpty();
    assertThat(watch.packs()).isEmpty();
    Mark mark = watch.before(20).orElseThrow();
    assertThat(mark).isEqualTo(new Mark.AtWork("me"));
    watch.marked(10, mark);
    assertThat(watch.before(30)).isEmpty();
    assertThat(watch.isStepwise()).isFalse();
    assertThat(watch.settling(30)).isEqualTo(mark);
    watch.settled(30, 0);
    assertThat(watch.resting()).contains(new Watch.Standing(30, Mark.Clear.CLEAR));
  }

  @Test
  void afterADeathTheWorkGoesInStepsThatAreNamed() {
    Watch watch = watch("at-work gone");
    for (int step = 0; step < 5; step++) {
      assertThat(watch.packs()).isEqualTo(OptionalInt.of(1 << step));
      assertThat(watch.before(50)).contains(suspected("me", 1, 50));
      watch.marked(10, suspected("me", 1, 50));
      assertThat(watch.settling(50).text()).isEqualTo("suspect me 1 -");
      watch.settled(50, 0);
    }
    assertThat(watch.isStepwise()).isTrue();
    assertThat(watch.resting().orElseThrow().mark().text()).isEqualTo("suspect - 1 -");
    for (int step = 0; step < 20; step++) {
      watch.settled(60 + step, 0);
    }
    assertThat(watch.isStepwise()).as("many steps in no time").isTrue();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    watch.settled(100, 0);
    assertThat(watch.isStepwise()).isFalse();
    assertThat(watch.before(200)).as("it stands there that it is at work").isEmpty();
  }

  @Test
  void twoDeathsInOneRangePutItOnTrial() {
    Watch watch = watch(suspected("gone", 1, 50).text());
    assertThat(watch.limit(10)).isEqualTo(OptionalLong.of(50));
    assertThat(watch.before(30)).isEmpty();
    assertThat(watch.settling(30)).isEqualTo(suspected("me", 2, 50));
    watch.settled(30, 0);
    assertThat(watch.limit(30)).isEqualTo(OptionalLong.of(50));
    watch.settled(50, 1);
    assertThat(watch.isStepwise()).isFalse();
  }

  @Test
  void aTrialThatFindsNobodyIsFollowedByCare() {
    Watch watch = watch(suspected("gone", 1, 50).text());
    watch.settled(50, 0);
    assertThat(watch.suspicion()).isEqualTo(new Suspicion.Careful(1, 0));
    Watch late = watch(suspected("gone", 1, 50).text());
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
    Watch watch = watch("suspect gone 1 50");
    assertThat(watch.resting().orElseThrow().mark().text()).isEqualTo("suspect - 2 50");
    assertThat(watch("suspect - 2 50").resting()).as("it stands there").isEmpty();
  }
}

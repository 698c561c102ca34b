package io.godwit.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ActivityClockTest {

  private final AtomicLong nanos = new AtomicLong(1000);
  private final Map<Activity, Counter> counters = new EnumMap<>(Activity.class);
  private final ActivityClock clock =
      new ActivityClock(
          activity -> counters.computeIfAbsent(activity, ignored -> new Counter()), nanos::get);

  @Test
  void allTimeIsDividedAndNoneTwice() {
    nanos.addAndGet(5);
    clock.turn(Activity.BUSY);
    nanos.addAndGet(7);
    clock.tick();
    nanos.addAndGet(11);
    clock.turn(Activity.WAITING);
    nanos.addAndGet(13);
    clock.turn(Activity.BUSY);
    nanos.addAndGet(17);
    clock.tick();
    assertThat(counters.get(Activity.IDLE).getCount()).isEqualTo(5);
    assertThat(counters.get(Activity.BUSY).getCount()).isEqualTo(7 + 11 + 17);
    assertThat(counters.get(Activity.WAITING).getCount()).isEqualTo(13);
  }

  @Test
  void aBatchIsOverdueByWhatTheLastOneTook() {
    clock.turn(Activity.BUSY);
    nanos.addAndGet(Duration.ofMillis(1550).toNanos());
    assertThat(clock.isOverdue()).as("the first one of a cold process").isFalse();
    nanos.addAndGet(Duration.ofMillis(100).toNanos());
    clock.tick();
    assertThat(clock.isOverdue()).as("in time to be told within two seconds").isTrue();
    nanos.addAndGet(Duration.ofMillis(350).toNanos());
    clock.turn(Activity.IDLE);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(clock.isOverdue()).as("nothing to do is no wait").isFalse();
    clock.turn(Activity.BUSY);
    nanos.addAndGet(Duration.ofMillis(3900).toNanos());
    assertThat(clock.isOverdue()).as("after one of two seconds").isFalse();
    nanos.addAndGet(Duration.ofMillis(200).toNanos());
    assertThat(clock.isOverdue()).isTrue();
  }

  @Test
  void aBatchAtAGateIsPausedAndItsTimesAddUp() {
    clock.waits();
    clock.goesOn();
    nanos.addAndGet(5);
    clock.tick();
    assertThat(counters.get(Activity.IDLE).getCount()).as("who has no batch").isEqualTo(5);
    clock.turn(Activity.BUSY);
    nanos.addAndGet(Duration.ofMillis(800).toNanos());
    clock.waits();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    clock.tick();
    assertThat(clock.isOverdue()).as("others come first").isFalse();
    clock.goesOn();
    nanos.addAndGet(Duration.ofMillis(750).toNanos());
    assertThat(clock.isOverdue()).isFalse();
    nanos.addAndGet(Duration.ofMillis(100).toNanos());
    assertThat(clock.isOverdue()).as("more than 1.6 s of its own").isTrue();
    nanos.addAndGet(Duration.ofMillis(350).toNanos());
    clock.turn(Activity.PAUSED);

    assertThat(counters.get(Activity.BUSY).getCount()).isEqualTo(Duration.ofSeconds(2).toNanos());
    assertThat(counters.get(Activity.PAUSED).getCount()).isEqualTo(Duration.ofMinutes(1).toNanos());
    clock.turn(Activity.BUSY);
    nanos.addAndGet(Duration.ofMillis(3900).toNanos());
    assertThat(clock.isOverdue()).as("after one of two seconds").isFalse();
  }
}

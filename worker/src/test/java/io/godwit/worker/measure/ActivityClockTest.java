package io.godwit.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
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
}

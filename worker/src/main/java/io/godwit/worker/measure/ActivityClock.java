package io.godwit.worker.measure;

import com.codahale.metrics.Counter;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Divides the time of one partition by what is done for it. Any thread may use it. */
public final class ActivityClock {

  private final Function<Activity, Counter> counters;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Activity now = Activity.IDLE;
  private long since;

  ActivityClock(Function<Activity, Counter> counters, LongSupplier clock) {
    this.counters = counters;
    this.clock = clock;
    this.since = clock.getAsLong();
  }

  /** From now on it is this. */
  public void turn(Activity next) {
    lock.lock();
    try {
      tick();
      now = next;
    } finally {
      lock.unlock();
    }
  }

  /** Counts the time so far, so that a long activity shows before it ends. */
  public void tick() {
    lock.lock();
    try {
      long time = clock.getAsLong();
      counters.apply(now).inc(time - since);
      since = time;
    } finally {
      lock.unlock();
    }
  }
}

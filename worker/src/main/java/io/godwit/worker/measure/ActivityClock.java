package io.godwit.worker.measure;

import com.codahale.metrics.Counter;
import io.godwit.worker.govern.Passage;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Divides the time of one partition by what is done for it. A batch that waits at a gate is paused
 * meanwhile: nothing is done for it, and other partitions' batches come first. Any thread may use
 * it.
 */
public final class ActivityClock implements Passage.Watch {

  private static final long LATE_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * What counts as the last one before a first batch, which opens connections and runs code for the
   * first time, in a young process perhaps on cores that all are busy. With it a first batch is
   * overdue after 1.6 s: what holds one up has to be told within two.
   */
  private static final long FIRST_NANOS = Duration.ofMillis(400).toNanos();

  private final Function<Activity, Counter> counters;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Activity now = Activity.IDLE;
  private long since;
  private long turnedAt;
  private boolean interrupted;
  private long busyBefore;
  private long lastBusy = FIRST_NANOS;

  ActivityClock(Function<Activity, Counter> counters, LongSupplier clock) {
    this.counters = counters;
    this.clock = clock;
    this.since = clock.getAsLong();
    this.turnedAt = since;
  }

  /** From now on it is this. */
  public void turn(Activity next) {
    lock.lock();
    try {
      tick();
      if (now == Activity.BUSY) {
        lastBusy = busyBefore + since - turnedAt;
      }
      busyBefore = 0;
      turnedAt = since;
      now = next;
    } finally {
      lock.unlock();
    }
  }

  /** {@inheritDoc} A batch that is at work goes on with it later. */
  @Override
  public void waits() {
    lock.lock();
    try {
      if (now == Activity.BUSY) {
        tick();
        busyBefore += since - turnedAt;
        interrupted = true;
        now = Activity.PAUSED;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void goesOn() {
    lock.lock();
    try {
      if (interrupted) {
        tick();
        interrupted = false;
        turnedAt = since;
        now = Activity.BUSY;
      }
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

  /**
   * Whether a batch takes clearly longer than the last one did. A batch may be meant to take
   * seconds, so no fixed time tells work from waiting.
   */
  public boolean isOverdue() {
    lock.lock();
    try {
      long allowed = LATE_NANOS + lastBusy + lastBusy / 2;
      return now == Activity.BUSY && busyBefore + clock.getAsLong() - turnedAt > allowed;
    } finally {
      lock.unlock();
    }
  }
}

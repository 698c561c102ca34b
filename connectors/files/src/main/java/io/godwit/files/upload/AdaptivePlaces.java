package io.godwit.files.upload;

import io.godwit.files.turns.Places;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * As many places as have proved good: one after the other more while more gets through with them,
 * fewer where it does not, and half where a store asks for fewer requests. A disk that turns is
 * slowed down by what makes a service far away fast, and neither says so beforehand. Any thread may
 * use it.
 *
 * <p>It looks at a stretch of work at a time, in which all places were taken: where nobody waited,
 * more places would have changed nothing, and nothing is learned.
 */
final class AdaptivePlaces implements Places {

  private static final int FIRST = 4;

  /** What a file costs beside its bytes, in bytes: requests, names, forcing. */
  private static final long EACH = 64 << 10;

  /** A stretch has so many files for each place, and lasts so long: less says nothing. */
  private static final int ROUNDS = 3;

  private static final long LEAST_NANOS = Duration.ofMillis(100).toNanos();

  /** What counts as more: less is chance. */
  private static final double MORE = 1.05;

  private final int most;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private int limit;
  private int inside;
  private boolean rising = true;
  private double before;
  private long begun;
  private long bytes;
  private int files;
  private boolean full;

  /**
   * A few places at first.
   *
   * @param most that there may ever be, from 1
   * @param nanos a clock that never goes back
   */
  AdaptivePlaces(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.limit = Math.min(FIRST, most);
    this.begun = nanos.getAsLong();
  }

  @Override
  public void enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (inside >= limit) {
        full = true;
        room.await();
      }
      inside++;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void leave() {
    lock.lock();
    try {
      inside--;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes note that a file of so many bytes got through. */
  void through(long size) {
    lock.lock();
    try {
      bytes += size + EACH;
      files++;
      long now = nanos.getAsLong();
      if (files >= ROUNDS * limit && now - begun >= LEAST_NANOS) {
        if (full) {
          learn(bytes / (double) (now - begun));
        }
        begin(now);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes note that a store asks for fewer requests. */
  void busy() {
    lock.lock();
    try {
      limit = Math.max(1, limit / 2);
      // What got through before it asked says nothing of what it takes now.
      before = 0;
      rising = true;
      begin(nanos.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  private void learn(double speed) {
    if (before > 0 && speed < before * MORE) {
      rising = !rising;
    }
    before = speed;
    int step = Math.max(1, limit / 4);
    limit = Math.clamp(rising ? limit + step : limit - step, 1, most);
    if (limit == most) {
      rising = false;
    }
    room.signalAll();
  }

  private void begin(long now) {
    begun = now;
    bytes = 0;
    files = 0;
    full = false;
  }

  /** How many places there are now. */
  int limit() {
    lock.lock();
    try {
      return limit;
    } finally {
      lock.unlock();
    }
  }
}

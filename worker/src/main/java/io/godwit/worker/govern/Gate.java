package io.godwit.worker.govern;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many places of one resource, given in the order in which they were asked for: whoever wants
 * many at once is not passed over for those who want few. Safe for any thread; a virtual one that
 * waits here holds no carrier.
 */
final class Gate {

  private final int places;
  private final Semaphore free;

  Gate(int places) {
    this.places = places;
    this.free = new Semaphore(places, true);
  }

  /** How many places a wish comes to: who wants more than there are gets all, alone. */
  int clamp(long wanted) {
    return Math.clamp(wanted, 1, places);
  }

  /** Enters where it need not wait. With a time, since without one those who wait are passed. */
  boolean tryEnter(int wanted) throws InterruptedException {
    return free.tryAcquire(wanted, 0, TimeUnit.NANOSECONDS);
  }

  void enter(int wanted) throws InterruptedException {
    free.acquire(wanted);
  }

  void leave(int entered) {
    free.release(entered);
  }
}

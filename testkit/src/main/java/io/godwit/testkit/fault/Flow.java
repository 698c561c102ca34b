package io.godwit.testkit.fault;

/** How fast all connections of a proxy pass on what they get. Any thread may ask. */
final class Flow {

  /** With {@link #SLOW_MILLIS} some 25 KB in a second, a connection and way. */
  private static final int SLOW_BYTES = 256;

  private static final int FREE_BYTES = 1 << 16;
  private static final long SLOW_MILLIS = 10;
  private static final long SLOW_NANOS = 1_000_000 * SLOW_MILLIS;

  private enum Speed {
    FREE,
    SLOW,
    NONE
  }

  private Speed speed = Speed.FREE;

  synchronized void stall() {
    speed = Speed.NONE;
  }

  synchronized void slow() {
    speed = Speed.SLOW;
    notifyAll();
  }

  synchronized void heal() {
    speed = Speed.FREE;
    notifyAll();
  }

  /**
   * Waits until something may go on.
   *
   * @return how many bytes, at least one
   */
  synchronized int await() throws InterruptedException {
    long end = System.nanoTime() + SLOW_NANOS;
    while (speed == Speed.NONE || (speed == Speed.SLOW && System.nanoTime() < end)) {
      wait(SLOW_MILLIS);
    }
    return speed == Speed.FREE ? FREE_BYTES : SLOW_BYTES;
  }
}

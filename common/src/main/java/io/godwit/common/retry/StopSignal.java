package io.godwit.common.retry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request to stop, once made never withdrawn. Safe for any thread. */
public final class StopSignal {

  private final CountDownLatch latch = new CountDownLatch(1);

  /** Asks to stop. */
  public void request() {
    latch.countDown();
  }

  /** Whether somebody asked to stop. */
  public boolean requested() {
    return latch.getCount() == 0;
  }

  /**
   * Waits, unless or until somebody asks to stop.
   *
   * @return whether somebody did; also true where the thread is interrupted, which is how an owner
   *     that waits no longer asks to stop
   */
  public boolean await(Duration duration) {
    try {
      return awaitOrInterrupt(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * The same for who has to let go of things in order when it is interrupted, which cannot be done
   * with the flag set.
   *
   * @return whether somebody asked to stop
   */
  public boolean awaitOrInterrupt(Duration duration) throws InterruptedException {
    return latch.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package io.godwit.testkit.scripted;

import java.time.Duration;

/** A clock that moves when it is told to. For one thread. */
public final class VirtualTime {

  private long nanos;

  /** Begins at zero. */
  public VirtualTime() {}

  /** The time now. */
  public long nanos() {
    return nanos;
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    nanos += time.toNanos();
  }
}

package io.godwit.common.monitor;

import io.godwit.common.metrics.Meters;

/**
 * What a role is observed by.
 *
 * @param meters where it counts; roles of one process may share them
 * @param health what it says of itself; each has its own
 * @param waits what it waits for; each has its own
 */
public record Instruments(Meters meters, Health health, Waits waits) {

  /** Instruments of one more role of a process. */
  public static Instruments of(Meters meters) {
    return new Instruments(meters, new Health(), new Waits());
  }

  /** Instruments that nobody looks at. */
  public static Instruments unobserved() {
    return of(new Meters());
  }
}

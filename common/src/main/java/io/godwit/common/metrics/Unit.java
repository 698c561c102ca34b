package io.godwit.common.metrics;

/** What is counted. The scale is how many of what a meter holds make one of what is shown. */
public enum Unit {
  RECORDS(1),
  BYTES(1),
  /** Held as nanoseconds, so that short times add up exactly. */
  SECONDS(1e9),
  /** Of whatever the name says. */
  COUNT(1),
  /** From 0 to 1; also yes (1) and no (0). */
  RATIO(1),
  RECORDS_PER_SECOND(1);

  private final double scale;

  Unit(double scale) {
    this.scale = scale;
  }

  /** A value as it is shown. */
  double shown(double held) {
    return held / scale;
  }
}

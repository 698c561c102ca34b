package io.godwit.worker.step.expression;

import java.math.BigDecimal;

/** When a double is a decimal number. */
public final class Numbers {

  private Numbers() {}

  /** Whether the double is this very number, to the last bit. */
  public static boolean isExact(BigDecimal number, double nearest) {
    return Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(number) == 0;
  }

  /** Whether the shortest text of the double is this number, as 0.1 is of the double next to it. */
  public static boolean readsBack(BigDecimal number, double nearest) {
    return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0;
  }
}

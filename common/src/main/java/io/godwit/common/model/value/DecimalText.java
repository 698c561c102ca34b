package io.godwit.common.model.value;

import java.math.BigDecimal;

/** The text of a decimal number, wherever one is written: one number has one text. */
public final class DecimalText {

  /** Beyond so many zeros an exponent is written: 1E+2000000000 in full would fill the memory. */
  private static final int MOST_PLACES = 400;

  private DecimalText() {}

  /** All digits of a number; with an exponent where they would be hundreds of zeros. */
  public static String of(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MOST_PLACES
        ? number.toPlainString()
        : number.toString();
  }
}

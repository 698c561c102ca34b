package io.godwit.jdbc.sql.fit;

/**
 * How much a column's type keeps of what it takes. Of an array, the limits are its elements'.
 *
 * @param length the most characters; a large number where there is no limit
 * @param scaled whether a decimal of many digits behind the point would be rounded
 * @param scale the digits behind the point that are kept where it is; negative ones round before it
 * @param fractionDigits the digits that a time keeps of its second: 0 to 9
 */
public record Limits(int length, boolean scaled, int scale, int fractionDigits) {

  private static final int MICROSECONDS = 6;

  /** No limits but those of time, which is kept in microseconds. */
  public static final Limits NONE = new Limits(Integer.MAX_VALUE, false, 0, MICROSECONDS);

  /** Of texts. */
  public static Limits ofLength(int characters) {
    return new Limits(characters, false, 0, MICROSECONDS);
  }

  /** Of decimals. */
  public static Limits ofScale(int digits) {
    return new Limits(Integer.MAX_VALUE, true, digits, MICROSECONDS);
  }

  /** Of times. */
  public static Limits ofFraction(int digits) {
    return new Limits(Integer.MAX_VALUE, false, 0, digits);
  }
}

package io.godwit.common.spec.rule;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written with its unit: {@code 64MB}. Units are powers of 1024.
 *
 * @param bytes from 0
 */
public record Size(long bytes) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,12})(B|KB|MB|GB)");

  /** Refuses a negative size. */
  public Size {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is at least 0B");
    }
  }

  /**
   * The size that a text names.
   *
   * @throws IllegalArgumentException where it has no unit, or is not a whole number
   */
  public static Size parse(String text) {
    Matcher m = FORM.matcher(text.toUpperCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "a size is a whole number with B, KB, MB or GB, as in 64MB");
    }
    int shift =
        switch (m.group(2)) {
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          default -> 0;
        };
    long number = Long.parseLong(m.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("a size is less than 8 exbibytes");
    }
    return new Size(number << shift);
  }

  @Override
  public String toString() {
    for (String unit : new String[] {"GB", "MB", "KB"}) {
      int shift = unit.equals("GB") ? 30 : unit.equals("MB") ? 20 : 10;
      if (bytes > 0 && bytes % (1L << shift) == 0) {
        return (bytes >> shift) + unit;
      }
    }
    return bytes + "B";
  }
}

package io.godwit.common.job.shape;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as job files write them: {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code
 * 30d}.
 */
public final class Spans {

  /** The form of a duration, also for the schema. */
  public static final String FORM = "([0-9]{1,9})(ms|s|m|h|d)";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  private Spans() {}

  /**
   * The duration that a text names.
   *
   * @throws IllegalArgumentException with the rule, where it names none
   */
  public static Duration parse(String text) {
    Matcher m = PATTERN.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "a duration is a whole number with ms, s, m, h or d, as in 500ms");
    }
    long number = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** The shortest text that names the duration, which has whole milliseconds. */
  public static String print(Duration span) {
    long millis = span.toMillis();
    if (millis == 0) {
      return "0s";
    }
    for (Unit unit : Unit.values()) {
      if (millis % unit.millis == 0) {
        return millis / unit.millis + unit.name().toLowerCase(Locale.ROOT);
      }
    }
    return millis + "ms";
  }

  /** The longest first. */
  private enum Unit {
    D(Duration.ofDays(1)),
    H(Duration.ofHours(1)),
    M(Duration.ofMinutes(1)),
    S(Duration.ofSeconds(1));

    private final long millis;

    Unit(Duration length) {
      this.millis = length.toMillis();
    }
  }
}

package io.godwit.files.spec;

import io.godwit.common.spec.rule.BrokenRule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQuery;
import java.util.Locale;

/**
 * The patterns of dates and times that a job file can name: those of {@link DateTimeFormatter},
 * with English names of months and days in any case, and strict (there is no 30 February).
 *
 * <p>A {@code y} is read as {@code u}: strictly, a year of an era is none without its era, and
 * nobody who writes {@code yyyy} means that.
 */
public final class TimePatterns {

  /** Every field of it differs from the others, so that none can stand for another unseen. */
  private static final OffsetDateTime SAMPLE =
      OffsetDateTime.of(2024, 11, 23, 21, 5, 37, 0, ZoneOffset.ofHours(1));

  private TimePatterns() {}

  /**
   * The formatter of a pattern.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static DateTimeFormatter of(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(withProlepticYears(pattern))
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  static void givesDate(String key, String pattern) {
    require(
        reads(pattern, LocalDate::from, SAMPLE.toLocalDate()),
        key,
        "a pattern of a date has its year, month and day, such as dd/MM/yyyy");
  }

  static void givesTime(String key, String pattern) {
    require(
        reads(pattern, LocalTime::from, LocalTime.of(21, 5)),
        key,
        "a pattern of a time has its hour and minute, such as HH:mm:ss or hh:mm a");
  }

  static void givesDateTime(String key, String pattern) {
    require(
        reads(pattern, LocalDateTime::from, LocalDateTime.of(2024, 11, 23, 21, 5)),
        key,
        "a pattern of a date and time has year, month, day, hour and minute, such as"
            + " dd.MM.yyyy HH:mm:ss");
  }

  /** Whether texts of the pattern name a point in time. */
  static boolean hasOffset(String pattern) {
    return reads(pattern, text -> OffsetDateTime.from(text).toInstant(), SAMPLE.toInstant())
        || reads(
            pattern,
            text -> OffsetDateTime.from(text).toInstant(),
            SAMPLE.withSecond(0).toInstant());
  }

  private static void require(boolean holds, String key, String rule) {
    if (!holds) {
      throw new BrokenRule(rule, key);
    }
  }

  /** Whether the pattern says enough: what it writes of a moment, it reads as that moment. */
  private static <T> boolean reads(String pattern, TemporalQuery<T> as, T expected) {
    try {
      DateTimeFormatter formatter = of(pattern);
      T read = formatter.parse(formatter.format(SAMPLE), as);
      return read.equals(expected) || upToSeconds(read, expected);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return false;
    }
  }

  private static boolean upToSeconds(Object read, Object expected) {
    return switch (read) {
      case LocalTime time -> time.withSecond(0).equals(expected);
      case LocalDateTime moment -> moment.withSecond(0).equals(expected);
      default -> false;
    };
  }

  private static String withProlepticYears(String pattern) {
    StringBuilder changed = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      changed.append(c == 'y' && !quoted && pattern.indexOf('G') < 0 ? 'u' : c);
    }
    return changed.toString();
  }
}

package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Failure;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which texts mean the same day or time wherever and whenever PostgreSQL reads them. It also reads
 * others: {@code now} and {@code today} are the moment of the attempt, which a repeated batch would
 * not meet again, and of {@code 05/04/2025} the settings of the database decide which number is the
 * month.
 */
final class TimeText {

  /** With the year first, and four digits of it, the rest can only be month and day. */
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<![\\d./-])\\d{4,7}([-/.])\\d{1,2}\\1\\d{1,2}(?!\\d)");

  /** 20250405, as ISO 8601 has it, too. */
  private static final Pattern COMPACT = Pattern.compile("(?<![\\d./-])\\d{8}(?![\\d./-])");

  /** Where the month has its name, a number of four digits is the year, and the other the day. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*.*", Pattern.DOTALL);

  private static final Pattern YEAR = Pattern.compile("(?<![\\d:+.])\\d{4,7}(?![\\d:])");
  private static final Pattern JULIAN = Pattern.compile("j\\d+.*", Pattern.DOTALL);

  /** What the moment of reading decides. */
  private static final Pattern WANDERING =
      Pattern.compile(
          "(?<![a-z])(?:now|today|tomorrow|yesterday)(?![a-z])", Pattern.CASE_INSENSITIVE);

  private static final Pattern DIGIT = Pattern.compile("\\d");

  private TimeText() {}

  /** Whether a text means the same at every attempt in a column of dates or times. */
  static boolean isCertain(String text, Kind kind) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (WANDERING.matcher(plain).find()) {
      return false;
    }
    if (kind == Kind.TIME) {
      return DIGIT.matcher(plain).find();
    }
    return switch (plain) {
      case "infinity", "-infinity", "epoch" -> true;
      default ->
          YEAR_FIRST.matcher(plain).find()
              || COMPACT.matcher(plain).find()
              || (NAMED.matcher(plain).find() && YEAR.matcher(plain).find())
              || JULIAN.matcher(plain).matches();
    };
  }

  /** Why a column of another type with dates or times in it does not take a text. */
  static Optional<Failure> wandering(String text, Column column) {
    boolean timed =
        switch (column.bareType().replaceFirst("\\[]$", "")) {
          case "time with time zone", "daterange", "tsrange", "tstzrange" -> true;
          case "datemultirange", "tsmultirange", "tstzmultirange" -> true;
          default -> false;
        };
    return timed && WANDERING.matcher(text).find() ? Unfit.guessed(text, column) : Optional.empty();
  }
}

package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.failure.Failure;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts of which PostgreSQL makes the same at every attempt, whatever the moment and the settings.
 * It reads more than these: words such as {@code now} and {@code today}, days and months in the
 * order of a setting, years of two digits, abbreviations of time zones that a file of the server
 * explains, and names of tables and functions as the search path has them.
 */
final class SettledText {

  private static final String YEAR = "\\d{4,7}";
  private static final String DAY = "\\d{1,2}";

  private static final String MONTH =
      "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

  private static final String WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[, ]\\s*)?";

  private static final String DATE =
      "(?:%1$s-%2$s-%2$s|%1$s/%2$s/%2$s|%1$s\\.%2$s\\.%2$s|\\d{8}|j\\d{1,9}".formatted(YEAR, DAY)
          + "|%3$s(?:%4$s[ .-]\\s*%2$s[, -]\\s*%1$s|%2$s[ -]%4$s[, -]\\s*%1$s|%1$s[ -]%4$s[ -]%2$s))"
              .formatted(YEAR, DAY, WEEKDAY, MONTH);

  private static final String TIME = "(?:\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d*)?)?(?:\\s*[ap]m)?)";

  private static final String COMPACT_TIME = "(?:\\d{4}(?:\\d{2}(?:\\.\\d*)?)?)";
  private static final String OFFSET = "(?:\\s*(?:z|zulu|utc|gmt|[+-]\\d{1,2}(?::?\\d{2}){0,2}))";
  private static final String ERA = "(?:\\s*(?:bc|ad))?";

  private static final String MOMENT =
      DATE + "(?:(?:\\s*t\\s*|\\s+)" + TIME + "|\\s*t\\s*" + COMPACT_TIME + ")?";

  private static final Pattern DATES = pattern("(?:" + DATE + ERA + "|[+-]?infinity)");
  private static final Pattern TIMES = pattern("(?:t?" + TIME + "|t?" + COMPACT_TIME + ")");
  private static final Pattern OFFSET_TIMES =
      pattern("(?:t?" + TIME + "|t?" + COMPACT_TIME + ")" + OFFSET + "?");
  private static final Pattern TIMESTAMPS = pattern("(?:" + MOMENT + ERA + "|[+-]?infinity)");

  /** A zone by the name of its region is the same whatever the settings. */
  private static final Pattern ZONED =
      pattern(
          "(?:" + MOMENT + "(?:" + OFFSET + "|\\s+[a-z_]+/[a-z_/+-]+)?" + ERA + "|[+-]?infinity)");

  /** A comma would be taken for one between thousands, whatever it was meant for. */
  private static final Pattern MONEY = pattern("-?\\$?\\d+(?:\\.\\d{1,2})?");

  private static final Pattern NUMBER = pattern("\\d+|-");
  private static final Pattern BOUNDS = Pattern.compile("[\\[\\](){},\"]+");

  private SettledText() {}

  private static Pattern pattern(String form) {
    return Pattern.compile("\\s*(?:" + form + ")\\s*", Pattern.CASE_INSENSITIVE);
  }

  /** Whether a column makes the same of a text at every attempt. */
  static boolean is(String text, Column column) {
    return switch (column.kind()) {
      case DATE -> DATES.matcher(text).matches();
      case TIME -> TIMES.matcher(text).matches();
      case TIMESTAMP -> TIMESTAMPS.matcher(text).matches();
      case TIMESTAMPTZ -> ZONED.matcher(text).matches();
      case OTHER -> isOther(text, column.bareType().replace("[]", ""));
      default -> true;
    };
  }

  private static boolean isOther(String text, String type) {
    return switch (type) {
      case "time with time zone" -> OFFSET_TIMES.matcher(text).matches();
      case "money" -> MONEY.matcher(text).matches();
      case "daterange", "datemultirange" -> areAll(DATES, text);
      case "tsrange", "tsmultirange" -> areAll(TIMESTAMPS, text);
      case "tstzrange", "tstzmultirange" -> areAll(ZONED, text);
      case "regclass",
          "regproc",
          "regprocedure",
          "regoper",
          "regoperator",
          "regtype",
          "regrole",
          "regnamespace",
          "regconfig",
          "regdictionary",
          "regcollation" ->
          NUMBER.matcher(text).matches();
      default -> true;
    };
  }

  private static boolean areAll(Pattern form, String text) {
    for (String bound : BOUNDS.split(text, -1)) {
      if (!bound.isBlank()
          && !bound.strip().equalsIgnoreCase("empty")
          && !form.matcher(bound).matches()) {
        return false;
      }
    }
    return true;
  }

  /** What is said of a text that is not. */
  static Optional<Failure> refusal(String text, Column column) {
    String type = column.bareType();
    if (type.startsWith("money")) {
      return ValueMessages.inexact(
          text,
          column,
          "amounts are taken as 1234.50, since what any other form means depends on a setting");
    }
    return type.startsWith("reg")
        ? ValueMessages.inexact(
            text,
            column,
            "what it names depends on the search path and on what is there; give its number")
        : ValueMessages.guessed(text, column);
  }
}

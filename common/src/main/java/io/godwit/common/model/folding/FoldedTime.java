package io.godwit.common.model.folding;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hashes of days and times: of their instant, where what has no zone counts as UTC. Midnight
 * folds to the number that the day is in its digits, 20250405, since that is how ISO 8601 writes it
 * without dashes.
 */
final class FoldedTime {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:([+-]?\\d{4,10})-(\\d{1,2})-(\\d{1,2}))?(?:(?:^|[Tt]| +)(\\d{1,2}):(\\d{1,2})"
              + "(?::(\\d{1,2})(?:\\.(\\d{0,9}))?)?)?"
              + " *(?:([Zz]|UTC|utc)|([+-])(\\d{1,2}):?(\\d{2})?(?::?(\\d{2}))?)?( *(?i:BC|AD))?");

  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;
  private static final int LONGEST = 50;

  /** In seconds, some hundred million years. */
  private static final long CALENDAR = 10_000_000_000_000_000L;

  private FoldedTime() {}

  static long day(LocalDate day) {
    return day(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  private static long day(long year, int month, int day) {
    return FoldedNumber.of(10_000 * year + 100L * month + day);
  }

  static long at(LocalDateTime at) {
    return instant(at.toLocalDate(), at.toLocalTime().toNanoOfDay() / 1000);
  }

  /** An instant may lie a day outside of the calendar, where no other spelling meets it. */
  static long at(Instant at) {
    return Math.abs(at.getEpochSecond()) < CALENDAR
        ? at(LocalDateTime.ofInstant(at, ZoneOffset.UTC))
        : Folding.mix(at.getEpochSecond());
  }

  /** A number of microseconds from the begin of a day, which may lie outside of it. */
  private static long instant(LocalDate from, long micros) {
    long days = Math.floorDiv(micros, DAY);
    long rest = Math.floorMod(micros, DAY);
    LocalDate day = days == 0 ? from : from.plusDays(days);
    return rest == 0
        ? day(day)
        : Folding.mix(Folding.mix(day.toEpochDay()) ^ Folding.timeOfDay(rest));
  }

  /** The hash of the day, time of day or both that a text spells; empty where it spells none. */
  static OptionalLong find(String text) {
    if (text.length() > LONGEST || !looksTimed(text)) {
      return OptionalLong.empty();
    }
    OptionalLong usual = usualDay(text);
    if (usual.isPresent()) {
      return usual;
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return OptionalLong.empty();
    }
    try {
      if (form.group(1) == null) {
        boolean zoned = form.group(8) != null || form.group(9) != null;
        return form.group(4) == null || zoned || form.group(13) != null
            ? OptionalLong.empty()
            : OptionalLong.of(Folding.timeOfDay(timeOfDay(form)));
      }
      return OptionalLong.of(instant(date(form), timeOfDay(form) - offset(form)));
    } catch (DateTimeException e) {
      // The 31st of February is no day, and so a text like any other.
      return OptionalLong.empty();
    }
  }

  /** The day of a text like 2025-04-05, as most are, at a fraction of what the pattern costs. */
  private static OptionalLong usualDay(String text) {
    if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return OptionalLong.empty();
    }
    int digits = 0;
    for (int i = 0; i < 10; i++) {
      int digit = text.charAt(i) - '0';
      if (i != 4 && i != 7) {
        if (digit < 0 || digit > 9) {
          return OptionalLong.empty();
        }
        digits = 10 * digits + digit;
      }
    }
    int month = digits / 100 % 100;
    int day = digits % 100;
    // Of the last days of a month the calendar decides which there are.
    return month >= 1 && month <= 12 && day >= 1 && day <= 28
        ? OptionalLong.of(day(digits / 10_000, month, day))
        : OptionalLong.empty();
  }

  /** A colon, or two dashes behind digits: whatever else is no time, and most keys are not. */
  private static boolean looksTimed(String text) {
    int dash = text.indexOf('-', 1);
    return text.indexOf(':') > 0 || (dash >= 4 && text.indexOf('-', dash + 1) > 0);
  }

  /** Whether it is a day without dashes, which folds as the number that it is. */
  static boolean isCompactDay(String text) {
    if (text.length() != 8) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static LocalDate date(Matcher form) {
    int year = number(form, 1);
    boolean before = form.group(13) != null && form.group(13).strip().equalsIgnoreCase("BC");
    // There is no year 0: the year before 1 is 1 BC.
    return LocalDate.of(before ? 1 - year : year, number(form, 2), number(form, 3));
  }

  private static long timeOfDay(Matcher form) {
    long seconds = 3600L * number(form, 4) + 60L * number(form, 5) + number(form, 6);
    String fraction = form.group(7) == null ? "" : form.group(7);
    String micros = (fraction + "000000").substring(0, 6);
    if (number(form, 4) > 24 || number(form, 5) > 59 || number(form, 6) > 60) {
      throw new DateTimeException("no time of a day");
    }
    return seconds * SECOND + Integer.parseInt(micros);
  }

  private static long offset(Matcher form) {
    long seconds = 3600L * number(form, 10) + 60L * number(form, 11) + number(form, 12);
    return "-".equals(form.group(9)) ? -seconds * SECOND : seconds * SECOND;
  }

  private static int number(Matcher form, int group) {
    return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
  }
}

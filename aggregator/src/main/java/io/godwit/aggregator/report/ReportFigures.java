package io.godwit.aggregator.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as the report spells them: the same on every machine. */
final class ReportFigures {

  private static final DateTimeFormatter DAY = utc("d MMM uuuu");
  private static final DateTimeFormatter TIME = utc("HH:mm:ss");

  private ReportFigures() {}

  /** With a comma before every third digit. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** From one ISO time to another: {@code 21 Nov 2026, 22:05:10 – 22:05:31 UTC}. */
  static String span(String from, String to) {
    Instant first = Instant.parse(from);
    Instant last = Instant.parse(to);
    String lastDay = DAY.format(first).equals(DAY.format(last)) ? "" : DAY.format(last) + ", ";
    return DAY.format(first)
        + ", "
        + TIME.format(first)
        + " \u2013 "
        + lastDay
        + TIME.format(last)
        + " UTC";
  }

  /** The two largest units: {@code 2 d 3 h}, {@code 4 min 5 s}, {@code 6.7 s}. */
  static String duration(long millis) {
    long seconds = millis / 1000;
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return grouped(seconds / 86_400) + " d " + seconds % 86_400 / 3600 + " h";
  }

  /** A part of a whole: {@code 0.3 %}; never 0 or 100 where it is not exactly that. */
  static String share(long part, long whole) {
    if (part == 0 || whole == 0) {
      return "0 %";
    }
    if (part == whole) {
      return "100 %";
    }
    double percent = 100.0 * part / whole;
    if (percent < 0.1) {
      return "< 0.1 %";
    }
    return percent > 99.9 ? "> 99.9 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }
}

package io.godwit.aggregator.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as the report spells them: the same on every machine. */
final class Figures {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Figures() {}

  /** With a comma before every third digit. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** For people: {@code 21 Nov 2026, 22:05:10 UTC}. */
  static String time(String iso) {
    return UTC.format(Instant.parse(iso));
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

  /**
   * A part of a whole: {@code 0.3 %}, and never a rounded 0 or 100 where it is not exactly that.
   */
  static String share(long part, long whole) {
    if (part == 0 || whole == 0) {
      return "0 %";
    }
    if (part == whole) {
      return "100 %";
    }
    double percent = Math.clamp(100.0 * part / whole, 0.1, 99.9);
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }
}

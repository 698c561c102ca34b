package io.godwit.cli.show;

import io.godwit.common.model.Tally;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them; the same in every locale. */
public final class DisplayFigures {

  private DisplayFigures() {}

  /** A number of records, {@code 173,912}. */
  public static String count(long records) {
    return String.format(Locale.ROOT, "%,d", records);
  }

  /** A number of records and what it counts, {@code 1 record}. */
  public static String records(long records) {
    return count(records) + (records == 1 ? " record" : " records");
  }

  /** The sum that has to come out, {@code 3 read = 1 written + ...}. */
  public static String equation(long read, Tally tally) {
    return count(read)
        + " read = "
        + count(tally.written())
        + " written + "
        + count(tally.unchanged())
        + " unchanged + "
        + count(tally.dropped())
        + " dropped + "
        + count(tally.failed())
        + " failed";
  }

  /** Whole records per second. */
  public static String rate(long perSecond) {
    return count(perSecond) + "/s";
  }

  /** Records per second; one decimal where there are few. */
  public static String rate(double perSecond) {
    return perSecond > 0 && perSecond < 10
        ? String.format(Locale.ROOT, "%.1f/s", perSecond)
        : rate(Math.round(perSecond));
  }

  /**
   * A share of a whole, {@code 58.2%}; 100 only where nothing is left.
   *
   * @param whole at least the part; 0 counts as all done
   */
  public static String percent(long part, long whole) {
    if (part >= whole) {
      return "100%";
    }
    return String.format(Locale.ROOT, "%.1f%%", Math.min(99.9, 100.0 * part / whole));
  }

  /** A time span in its two largest units, {@code 1 min 20 s}. */
  public static String span(Duration span) {
    long seconds = Math.max(0, Math.round(span.toMillis() / 1000.0));
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60 * 24
        ? minutes / 60 + " h " + minutes % 60 + " min"
        : minutes / 1440 + " d " + minutes % 1440 / 60 + " h";
  }

  /** A clock that counts up, {@code 01:20} or {@code 3:01:20}. */
  public static String clock(Duration span) {
    return span.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", span.toHours(), span.toMinutesPart(), span.toSecondsPart())
        : String.format(Locale.ROOT, "%02d:%02d", span.toMinutesPart(), span.toSecondsPart());
  }
}

package io.godwit.worker.step.dates;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.rule.BrokenRule;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which the dates of a field are written. Immutable; safe for any thread. */
public final class DateFormats {

  /** A quoted part, which stays as it is, or letters of one kind. */
  private static final Pattern PART = Pattern.compile("'(?:[^']|'')*'|([A-Za-z])\\1*|[^A-Za-z']+");

  private final List<String> patterns;
  private final List<DateTimeFormatter> formats;
  private final FieldType as;
  private final Optional<ZoneId> zone;

  private DateFormats(
      List<String> patterns, List<DateTimeFormatter> formats, FieldType as, Optional<ZoneId> zone) {
    this.patterns = patterns;
    this.formats = formats;
    this.as = as;
    this.zone = zone;
  }

  /**
   * Forms of a job file.
   *
   * @param patterns in the order in which they are tried
   * @param as {@code DATE}, {@code DATETIME} or {@code TIMESTAMP}
   * @param locale a language tag
   * @param zone where the clock hangs of a time stamp without an offset
   * @param firstYear the first of the hundred years that two digits can mean
   * @throws BrokenRule where they are no patterns, or leave open what a text means
   */
  public static DateFormats of(
      List<String> patterns,
      FieldType as,
      String locale,
      Optional<String> zone,
      Optional<Integer> firstYear) {
    if (as != FieldType.DATE && as != FieldType.DATETIME && as != FieldType.TIMESTAMP) {
      throw new BrokenRule("as is date, datetime or timestamp", "as");
    }
    if (zone.isPresent() && as != FieldType.TIMESTAMP) {
      throw new BrokenRule("zone is for timestamps: " + as.id() + " has no zone", "zone", "as");
    }
    Locale language = language(locale);
    List<DateTimeFormatter> formats = new ArrayList<>();
    for (String pattern : patterns) {
      formats.add(format(pattern, language, firstYear));
      requireAll(pattern, as, zone);
    }
    return new DateFormats(List.copyOf(patterns), formats, as, zone.map(DateFormats::zoneOf));
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException where it fits no pattern, or the clock of the zone does not
   *     show that time exactly once; the message says so without the text
   */
  public Value parse(String text) {
    for (DateTimeFormatter format : formats) {
      Optional<TemporalAccessor> parsed = parsed(format, text);
      if (parsed.isPresent()) {
        return value(parsed.get());
      }
    }
    throw new IllegalArgumentException(
        (patterns.size() == 1 ? "does not fit the pattern " : "fits none of the patterns ")
            + String.join(", ", patterns)
            + ", or is no day of the calendar");
  }

  private static Optional<TemporalAccessor> parsed(DateTimeFormatter format, String text) {
    try {
      return Optional.of(format.parse(text));
    } catch (DateTimeException noneOfThisForm) {
      return Optional.empty();
    }
  }

  private Value value(TemporalAccessor parsed) {
    LocalDate day = LocalDate.from(parsed);
    if (as == FieldType.DATE) {
      return new Value.Date(day);
    }
    LocalDateTime clock = LocalDateTime.from(parsed);
    if (as == FieldType.DATETIME) {
      return new Value.LocalTimestamp(clock);
    }
    Optional<ZoneId> written = Optional.ofNullable(parsed.query(TemporalQueries.zone()));
    ZoneId at =
        written
            .or(() -> zone)
            .orElseThrow(() -> new IllegalArgumentException("has neither an offset nor a zone"));
    List<ZoneOffset> offsets = at.getRules().getValidOffsets(clock);
    if (offsets.size() != 1) {
      throw new IllegalArgumentException(
          "is a time that the clock of "
              + at
              + (offsets.isEmpty() ? " leaves out" : " shows twice")
              + ", so it is no point in time");
    }
    return new Value.Timestamp(clock.toInstant(offsets.getFirst()));
  }

  private static Locale language(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    boolean known =
        Arrays.stream(Locale.getAvailableLocales())
            .anyMatch(one -> one.getLanguage().equals(locale.getLanguage()));
    if (locale.getLanguage().isEmpty() || !known) {
      throw new BrokenRule("locale is a language tag, as in en or de-AT", "locale");
    }
    return locale;
  }

  private static ZoneId zoneOf(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new BrokenRule("zone is a name such as Europe/Vienna, or an offset", "zone");
    }
  }

  /**
   * A strict format. Java's own two-digit years mean 2000 to 2099, which makes a child of whoever
   * was born in 1970; here the job says which years they mean.
   */
  private static DateTimeFormatter format(
      String pattern, Locale locale, Optional<Integer> firstYear) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    try {
      Matcher part = PART.matcher(pattern);
      int end = 0;
      while (part.lookingAt()) {
        if (part.group().equals("yy") || part.group().equals("uu")) {
          builder.appendValueReduced(
              ChronoField.YEAR_OF_ERA, 2, 2, firstYear.orElseThrow(DateFormats::ambiguous));
        } else {
          builder.appendPattern(part.group());
        }
        end = part.end();
        part.region(end, pattern.length());
      }
      if (end < pattern.length()) {
        throw new IllegalArgumentException("a quote is not closed");
      }
      // In Java's strict reading a year needs its era.
      return builder
          .parseDefaulting(ChronoField.ERA, 1)
          .toFormatter(locale)
          .withChronology(IsoChronology.INSTANCE)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (BrokenRule e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BrokenRule("patterns: '" + pattern + "' is none: " + e.getMessage(), "patterns");
    }
  }

  private static BrokenRule ambiguous() {
    return new BrokenRule(
        "first-year is needed for a year of two digits: 70 may be 1970 or 2070",
        "first-year",
        "patterns");
  }

  /** What a pattern lacks would make every record fail. */
  private static void requireAll(String pattern, FieldType as, Optional<String> zone) {
    String letters = pattern.replaceAll("'(?:[^']|'')*'", "");
    boolean day = letters.matches("(?s).*[yu].*") && letters.matches("(?s).*([dD]|e.*w).*");
    boolean clock = letters.matches("(?s).*[HhKkAnN].*");
    boolean offset = letters.matches("(?s).*[VvzOXxZ].*");
    if (!day) {
      throw new BrokenRule("patterns: '" + pattern + "' has no year, month and day", "patterns");
    }
    if (as != FieldType.DATE && !clock) {
      throw new BrokenRule(
          "patterns: '" + pattern + "' has no hour, which " + as.id() + " needs", "patterns", "as");
    }
    if (as == FieldType.TIMESTAMP && !offset && zone.isEmpty()) {
      throw new BrokenRule(
          "zone is needed: '" + pattern + "' has no offset", "zone", "patterns", "as");
    }
  }
}

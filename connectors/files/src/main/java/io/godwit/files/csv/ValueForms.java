package io.godwit.files.csv;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Value;
import io.godwit.files.spec.CsvSpec;
import io.godwit.files.spec.TimePatterns;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How a file writes dates, times and numbers, where it is not as {@link FieldType} has them. */
final class ValueForms {

  /** A pattern with its text, for messages. */
  private record Pattern(String text, DateTimeFormatter formatter) {}

  private final Map<FieldType, Pattern> patterns = new EnumMap<>(FieldType.class);
  private final NumberForm numbers;

  ValueForms(CsvSpec spec) {
    numbers = new NumberForm(spec.decimal(), spec.group());
    put(FieldType.DATE, spec.dateFormat());
    put(FieldType.TIME, spec.timeFormat());
    put(FieldType.DATETIME, spec.datetimeFormat());
    put(FieldType.TIMESTAMP, spec.datetimeFormat());
  }

  private void put(FieldType type, Optional<String> pattern) {
    pattern.ifPresent(text -> patterns.put(type, new Pattern(text, TimePatterns.of(text))));
  }

  /** Whether values of a type are written in a form of their own. */
  boolean has(FieldType type) {
    return switch (type) {
      case DATE, TIME, DATETIME, TIMESTAMP -> patterns.containsKey(type);
      case INTEGER, INT32 -> numbers.group().isPresent();
      case DECIMAL, DOUBLE -> !numbers.isPlain();
      case TEXT, BOOLEAN, UUID, OBJECTID -> false;
    };
  }

  /**
   * The value of a text.
   *
   * @param type one that {@link #has} a form
   * @throws IllegalArgumentException where the text is not of the form; the message says so
   */
  Value parse(FieldType type, String text) {
    Pattern pattern = patterns.get(type);
    return pattern == null ? number(type, text) : moment(type, text, pattern);
  }

  private Value number(FieldType type, String text) {
    boolean whole = type == FieldType.INTEGER || type == FieldType.INT32;
    Optional<String> plain =
        numbers.plain(text).filter(digits -> !whole || digits.indexOf('.') < 0);
    try {
      if (plain.isPresent()) {
        return type.parse(plain.get());
      }
    } catch (IllegalArgumentException e) {
      // The message below speaks of the text as it stands in the file.
    }
    throw new IllegalArgumentException(
        "'%s' is not %s %s"
            .formatted(cut(text), whole ? "an " + type.id() : "a number", numbers.rule()));
  }

  private static Value moment(FieldType type, String text, Pattern pattern) {
    try {
      DateTimeFormatter formatter = pattern.formatter();
      return switch (type) {
        case DATE -> new Value.Date(formatter.parse(text, LocalDate::from));
        case TIME -> new Value.Time(formatter.parse(text, LocalTime::from));
        case DATETIME -> new Value.LocalTimestamp(formatter.parse(text, LocalDateTime::from));
        case TIMESTAMP ->
            new Value.Timestamp(formatter.parse(text, OffsetDateTime::from).toInstant());
        case TEXT, BOOLEAN, INTEGER, INT32, DECIMAL, DOUBLE, UUID, OBJECTID ->
            throw new IllegalStateException("no pattern is for " + type);
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is not a %s of the form %s".formatted(cut(text), type.id(), pattern.text()), e);
    }
  }

  private static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}

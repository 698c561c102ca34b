package io.godwit.files.spec;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.spec.rule.BrokenRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules between the keys of a CSV source. */
final class CsvRules {

  private static final String PUNCTUATION_FORM = "[!-/:-@\\[-`{-~]";

  /** A quote is one of the punctuation characters of ASCII, or there is none. */
  static final String QUOTE_FORM = "none|" + PUNCTUATION_FORM;

  private static final Set<FieldType> NUMBERS =
      EnumSet.of(FieldType.INTEGER, FieldType.INT32, FieldType.DECIMAL, FieldType.DOUBLE);
  private static final Set<FieldType> FRACTIONS = EnumSet.of(FieldType.DECIMAL, FieldType.DOUBLE);

  private CsvRules() {}

  /** What separates, encloses and escapes cannot be taken for one another. */
  static void separators(
      char delimiter,
      String quote,
      Optional<Character> escape,
      Optional<Character> comment,
      boolean trim) {
    if (delimiter > 126 || delimiter == '"' || (delimiter < 32 && delimiter != '\t')) {
      throw new BrokenRule(
          "the delimiter is one printable ASCII character or a tab, and not a quote", "delimiter");
    }
    if (!quote.matches(QUOTE_FORM)) {
      throw new BrokenRule("the quote is one punctuation character of ASCII, or none", "quote");
    }
    if (trim && (delimiter == ' ' || delimiter == '\t')) {
      throw new BrokenRule("blanks cannot be trimmed where they separate fields", "trim");
    }
    escape.ifPresent(c -> single("escape", c));
    comment.ifPresent(c -> single("comment", c));
    if (escape.isPresent() && quote.equals(escape.get().toString())) {
      throw new BrokenRule(
          "a quote inside quotes is doubled without an escape: leave escape away", "escape");
    }
    List<String> special = new ArrayList<>(List.of(String.valueOf(delimiter), quote));
    escape.map(String::valueOf).ifPresent(special::add);
    comment.map(String::valueOf).ifPresent(special::add);
    if (new HashSet<>(special).size() < special.size()) {
      throw new BrokenRule(
          "delimiter, quote, escape and comment are different characters",
          "delimiter",
          "quote",
          "escape",
          "comment");
    }
  }

  private static void single(String key, char c) {
    if (c > 126 || c < 33) {
      throw new BrokenRule(key + " is one printable ASCII character and no blank", key);
    }
  }

  static void numbers(Map<String, FieldType> types, char decimal, Optional<Character> group) {
    fitsNumbers("decimal", decimal);
    group.ifPresent(c -> fitsNumbers("group", c));
    if (group.equals(Optional.of(decimal))) {
      throw new BrokenRule(
          "one character cannot stand before the decimals and between groups: write decimal too",
          "group",
          "decimal");
    }
    if (decimal != '.') {
      declared(types, "decimal", FRACTIONS);
    }
    if (group.isPresent()) {
      declared(types, "group", NUMBERS);
    }
  }

  private static void fitsNumbers(String key, char c) {
    if (Character.isLetterOrDigit(c) || c == '+' || c == '-' || c < 32) {
      throw new BrokenRule(key + " is no digit, letter or sign", key);
    }
  }

  static void times(
      Map<String, FieldType> types,
      Optional<String> date,
      Optional<String> time,
      Optional<String> datetime) {
    if (date.isPresent()) {
      TimePatterns.givesDate("date-format", date.get());
      declared(types, "date-format", EnumSet.of(FieldType.DATE));
    }
    if (time.isPresent()) {
      TimePatterns.givesTime("time-format", time.get());
      declared(types, "time-format", EnumSet.of(FieldType.TIME));
    }
    if (datetime.isPresent()) {
      TimePatterns.givesDateTime("datetime-format", datetime.get());
      declared(types, "datetime-format", EnumSet.of(FieldType.DATETIME, FieldType.TIMESTAMP));
      offsets(types.values(), TimePatterns.hasOffset(datetime.get()));
    }
  }

  private static void offsets(Collection<FieldType> types, boolean offset) {
    if (!offset && types.contains(FieldType.TIMESTAMP)) {
      throw new BrokenRule(
          "a timestamp is a point in time, so its pattern names the offset, such as"
              + " dd.MM.yyyy HH:mm:ssXXX; a column without one is declared as datetime",
          "datetime-format",
          "types");
    }
    if (offset && types.contains(FieldType.DATETIME)) {
      throw new BrokenRule(
          "a datetime has no offset, and the pattern's would be lost: declare the column as"
              + " timestamp",
          "datetime-format",
          "types");
    }
  }

  /** An option without effect is a mistake that would be found in the target, if ever. */
  private static void declared(Map<String, FieldType> declared, String key, Set<FieldType> types) {
    if (declared.values().stream().noneMatch(types::contains)) {
      String kinds = String.join(" or ", types.stream().map(FieldType::id).toList());
      throw new BrokenRule(
          key + " concerns columns that types declares as " + kinds + ", and there is none",
          key,
          "types");
    }
  }
}

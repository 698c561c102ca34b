package io.godwit.worker.step.spec;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import io.godwit.worker.step.dates.DateFormats;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step that makes another value of a field, by that value alone. */
public sealed interface ValueStepSpec extends FieldStepSpec {

  /**
   * Gives a field a value where it has none.
   *
   * @param field the field
   * @param value the text of the value
   * @param type what the text is read as
   * @param where what counts as no value
   */
  @Doc("Gives a field a value where it has none.")
  @Nested("default")
  record Standard(
      @Doc("The field.") String field,
      @Doc("The value, in quotes.") String value,
      @Doc("The type of the value.") @Default("text") FieldType type,
      @Doc("What counts as no value.") @Default("[absent, \"null\"]") @OneOrMore
          List<NoValue> where)
      implements ValueStepSpec {
    /** Refuses a value that its type does not have. */
    public Standard {
      SpecRules.notBlank("field", field);
      where = List.copyOf(where);
      if (where.isEmpty() || new HashSet<>(where).size() < where.size()) {
        throw new BrokenRule("where names at least one kind of no value, and none twice", "where");
      }
      try {
        type.parse(value);
      } catch (IllegalArgumentException e) {
        throw new BrokenRule("value " + e.getMessage(), "value", "type");
      }
    }

    @Override
    public List<FieldEffect> effects() {
      FieldEffect makes = new FieldEffect.Makes(List.of(field));
      return where.contains(NoValue.ABSENT)
          ? List.of(makes)
          : List.of(new FieldEffect.Reads(List.of(field)), makes);
    }
  }

  /** What may count as no value. */
  enum NoValue {
    /** The record lacks the field. */
    @Doc("The record lacks the field.")
    ABSENT,
    /** The field is null. */
    @Doc("The field is null.")
    NULL,
    /** The field is a text without characters, or of blanks only. */
    @Doc("The field is a text without characters, or of blanks only.")
    EMPTY
  }

  /**
   * Reads dates that are written in a form of their own.
   *
   * @param fields the fields, each read by itself
   * @param patterns the forms, tried in this order
   * @param as what they become: date, datetime or timestamp
   * @param locale whose names of months and days they have, as a language tag
   * @param zone where the clock of a time stamp without an offset hangs
   * @param firstYear the first of the hundred years that two digits can mean
   */
  @Doc(
      "Reads dates that are written in a form of their own. A text that fits none of the patterns"
          + " fails, and so does a day that no calendar has; null and what is a date already stay.")
  @Nested("parse-date")
  record ParseDate(
      @Doc("The fields, each read by itself.") @OneOrMore List<String> fields,
      @Doc(
              "The forms (those of Java: dd.MM.yyyy, d MMM yy, yyyy-MM-dd HH:mm), tried in this"
                  + " order; the first that fits counts.")
          @OneOrMore
          List<String> patterns,
      @Doc("What they become: date, datetime or timestamp.") @Default("date") FieldType as,
      @Doc("Whose names of months and days they have, as a language tag: en, de-AT.") @Default("en")
          String locale,
      @Doc(
              "Where the clock hangs of a timestamp that is written without its offset:"
                  + " Europe/Vienna. A time that this clock leaves out or shows twice fails.")
          Optional<String> zone,
      @Doc(
              "The first of the hundred years that a year of two digits can mean: with 1950, 49 is"
                  + " 2049. It is needed where a pattern has such a year.")
          @Range(from = 1, to = 9900)
          Optional<Integer> firstYear)
      implements ValueStepSpec {
    /** Refuses patterns that are none, or leave open what a text means. */
    public ParseDate {
      fields = SpecRules.someOf("fields", "field", fields);
      patterns = SpecRules.someOf("patterns", "pattern", patterns);
      DateFormats.of(patterns, as, locale, zone, firstYear);
    }

    @Override
    public List<FieldEffect> effects() {
      Map<String, FieldType> types = new LinkedHashMap<>();
      fields.forEach(field -> types.put(field, as));
      return List.of(new FieldEffect.Retypes(types));
    }
  }
}

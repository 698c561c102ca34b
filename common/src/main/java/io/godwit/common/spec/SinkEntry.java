package io.godwit.common.spec;

import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Named;
import io.godwit.common.spec.notation.NamesAlone;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import io.godwit.common.spec.rule.UnitName;
import io.godwit.common.spec.rule.UnitPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the places that a record goes to, with which records go there, and what of them. An entry
 * that takes every record as it is needs none of this, and is the sink itself.
 *
 * @param kind where it writes
 * @param rules which records, and what of them
 */
public record SinkEntry(SinkSpec kind, Rules rules) implements SinkSpec, Beside {

  /**
   * Which records an entry takes, and what of them, in the order in which it is applied.
   *
   * @param units patterns of the units whose records it takes; empty where it takes all
   * @param when a condition on the record, as {@code drop} has it; empty where it takes all
   * @param each an array of which each element becomes a row; empty where the record is one row
   * @param fields the fields of a row by their names there; empty where it has all
   */
  @Doc("Which records one of several sinks takes, and what of them.")
  public record Rules(
      @Doc(
              "The units whose records go here: names, or patterns with * and ?. All of them where"
                  + " it is left away.")
          @Named("for")
          @OneOrMore
          Optional<List<String>> units,
      @Doc(
              "A condition (CEL; the record is r): only records that meet it go here. One that goes"
                  + " nowhere is dropped.")
          Optional<String> when,
      @Doc("An array of the record: each of its elements becomes a row here.")
          Optional<ArrayParts> each,
      @Doc(
              "The fields of a row: a list of their names, or the fields of the record by the names"
                  + " that they have here. All of them where it is left away.")
          @OneOrMore
          @NamesAlone
          Optional<Map<String, String>> fields) {

    /** Refuses a condition without text, and a row without fields. */
    public Rules {
      units = units.map(patterns -> SpecRules.someOf("for", "unit", patterns));
      when.ifPresent(text -> SpecRules.notBlank("when", text));
      fields = fields.map(names -> SpecRules.someOrdered("fields", names));
    }
  }

  /** Refuses a key that is not among the fields of a row: every record would fail. */
  public SinkEntry {
    if (rules.fields().isPresent()) {
      for (String field : kind.key()) {
        if (!rules.fields().get().containsKey(field)) {
          throw new BrokenRule(
              "the key " + field + " is a field of the row, and fields does not name it", "fields");
        }
      }
    }
  }

  @Override
  public String in() {
    return kind.in();
  }

  @Override
  public List<String> key() {
    return kind.key();
  }

  @Override
  public Write write() {
    return kind.write();
  }

  @Override
  public UnitName to() {
    return kind.to();
  }

  @Override
  public boolean creates() {
    return kind.creates();
  }

  @Override
  public boolean makesForRun() {
    return kind.makesForRun();
  }

  @Override
  public Optional<GoneSpec> gone() {
    return kind.gone();
  }

  @Override
  public boolean isComparable() {
    return kind.isComparable();
  }

  /** What a connector brought of any entry. */
  public static SinkSpec bare(SinkSpec entry) {
    return entry instanceof SinkEntry(SinkSpec kind, Rules ignored) ? kind : entry;
  }

  /** What stands beside it; empty where nothing does. */
  public static Optional<Rules> rules(SinkSpec entry) {
    return entry instanceof SinkEntry(SinkSpec ignored, Rules rules)
        ? Optional.of(rules)
        : Optional.empty();
  }

  /** Whether an entry takes records of a unit. */
  public static boolean isFor(SinkSpec entry, String unit) {
    return rules(entry)
        .flatMap(Rules::units)
        .map(units -> UnitPattern.any(units, unit))
        .orElse(true);
  }
}

package io.godwit.common.spec;

import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Named;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.SpecRules;
import io.godwit.common.spec.rule.UnitPattern;
import java.util.List;
import java.util.Optional;

/**
 * A step for some of the units; the records of others pass it by.
 *
 * @param kind the step
 * @param rules for which units it is
 */
public record UnitStep(StepSpec kind, Rules rules) implements StepSpec, Beside {

  /**
   * For which units a step is.
   *
   * @param units patterns of their names
   */
  @Doc("For which units a step is.")
  public record Rules(
      @Doc(
              "The units whose records the step is for: names, or patterns with * and ?. All of"
                  + " them where it is left away.")
          @Named("for")
          @OneOrMore
          List<String> units) {
    /** Refuses a step for no unit. */
    public Rules {
      units = SpecRules.someOf("for", "unit", units);
    }

    /** Whether it is for a unit. */
    public boolean has(String unit) {
      return UnitPattern.any(units, unit);
    }
  }

  /**
   * What stands in the place of a step for records of another unit, so that the steps behind it
   * keep their numbers in messages.
   *
   * @param kind what they pass by
   * @param rules for which units that is
   */
  public record PassedBy(StepSpec kind, Rules rules) implements StepSpec, Beside {
    @Override
    public List<FieldEffect> effects() {
      return List.of();
    }
  }

  @Override
  public List<FieldEffect> effects() {
    return kind.effects();
  }

  @Override
  public boolean isSlow() {
    return kind.isSlow();
  }

  @Override
  public List<String> hiddenFields() {
    return kind.hiddenFields();
  }

  @Override
  public Optional<ObjectPlace> objects() {
    return kind.objects();
  }

  /** What a connector brought of any step. */
  public static StepSpec bare(StepSpec step) {
    return step instanceof UnitStep(StepSpec kind, Rules ignored) ? kind : step;
  }

  /** What a step is for the records of a unit. */
  static StepSpec of(StepSpec step, String unit) {
    return step instanceof UnitStep(StepSpec kind, Rules rules)
        ? rules.has(unit) ? kind : new PassedBy(kind, rules)
        : step;
  }
}

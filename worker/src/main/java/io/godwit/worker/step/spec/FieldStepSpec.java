package io.godwit.worker.step.spec;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** A step that needs one record at a time, and of it only the fields. */
public sealed interface FieldStepSpec extends StepSpec
    permits FieldStepSpec.Set,
        FieldStepSpec.Rename,
        FieldStepSpec.Keep,
        FieldStepSpec.Remove,
        FieldStepSpec.Cast,
        FieldStepSpec.Drop,
        ShapeStepSpec,
        ValueStepSpec {

  /**
   * Computes fields by expressions (CEL; the record is {@code r}).
   *
   * @param set the expressions by field, computed in this order, each over the results before it
   */
  @Doc("Computes fields by expressions.")
  record Set(
      @Doc(
              "The expressions (CEL; the record is r) by field, each computed over the results"
                  + " before it. A value, and a record after the step, may have 16MB; a name with"
                  + " other signs than letters, digits and _ is written r['first-name'].")
          @OneOrMore
          Map<String, String> set)
      implements FieldStepSpec {
    /** Refuses a step without effect. */
    public Set {
      set = SpecRules.someOrdered("set", set);
    }

    @Override
    public List<FieldEffect> effects() {
      return List.of(new FieldEffect.Makes(List.copyOf(set.keySet())));
    }
  }

  /**
   * Gives fields other names.
   *
   * @param rename the new names by the old ones
   */
  @Doc("Gives fields other names.")
  record Rename(@Doc("The new names by the old ones.") @OneOrMore Map<String, String> rename)
      implements FieldStepSpec {
    /** Refuses a step without effect, and one that would give two fields one name. */
    public Rename {
      rename = SpecRules.someOrdered("rename", rename);
      if (new HashSet<>(rename.values()).size() < rename.size()) {
        throw new BrokenRule("rename gives no two fields the same name", "rename");
      }
    }

    @Override
    public List<FieldEffect> effects() {
      return List.of(new FieldEffect.Renames(rename));
    }
  }

  /**
   * Leaves only these fields.
   *
   * @param keep the fields that stay, in the record's order
   */
  @Doc("Leaves only these fields.")
  record Keep(@Doc("The fields that stay.") @OneOrMore List<String> keep) implements FieldStepSpec {
    /** Refuses a step that would leave nothing. */
    public Keep {
      keep = SpecRules.someOf("keep", "field", keep);
    }

    @Override
    public List<FieldEffect> effects() {
      return List.of(new FieldEffect.Keeps(keep));
    }
  }

  /**
   * Takes fields away.
   *
   * @param remove the fields that go
   */
  @Doc("Takes fields away.")
  record Remove(@Doc("The fields that go.") @OneOrMore List<String> remove)
      implements FieldStepSpec {
    /** Refuses a step without effect. */
    public Remove {
      remove = SpecRules.someOf("remove", "field", remove);
    }

    @Override
    public List<FieldEffect> effects() {
      return List.of(new FieldEffect.Removes(remove));
    }
  }

  /**
   * Gives fields other types; a record whose value does not fit is rejected.
   *
   * @param cast the types by field
   */
  @Doc("Gives fields other types; a record whose value does not fit fails.")
  record Cast(@Doc("The types by field.") @OneOrMore Map<String, FieldType> cast)
      implements FieldStepSpec {
    /** Refuses a step without effect. */
    public Cast {
      cast = SpecRules.someOrdered("cast", cast);
    }

    @Override
    public List<FieldEffect> effects() {
      return List.of(new FieldEffect.Retypes(cast));
    }
  }

  /**
   * Leaves out the records that meet a condition.
   *
   * @param drop an expression that is true or false (CEL; the record is {@code r})
   */
  @Doc("Leaves out the records that meet a condition.")
  record Drop(
      @Doc(
              "An expression that is true or false (CEL; the record is r). A field that no type is"
                  + " declared for is text in CSV: int(r.n) > 40.")
          String drop)
      implements FieldStepSpec {
    /** Refuses an empty condition. */
    public Drop {
      SpecRules.notBlank("drop", drop);
    }

    @Override
    public List<FieldEffect> effects() {
      return List.of();
    }
  }
}

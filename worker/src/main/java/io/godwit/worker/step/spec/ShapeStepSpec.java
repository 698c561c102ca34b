package io.godwit.worker.step.spec;

import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A step that changes how a record's fields stand, and none of their values. */
public sealed interface ShapeStepSpec extends FieldStepSpec {

  /**
   * Puts fields into one nested document.
   *
   * @param fields those that it takes, in this order; what a record lacks is passed over
   * @param into the field that then holds them
   * @param prefix a beginning of all their names that they lose on the way
   */
  @Doc(
      "Puts fields into one nested document; a record that has none of them goes on as it is. A"
          + " record that has the new field already fails.")
  @Nested("nest")
  record Nest(
      @Doc("The fields that it takes.") @OneOrMore List<String> fields,
      @Doc("The field that holds them.") String into,
      @Doc("A beginning of all their names that they lose: address_ makes city of address_city.")
          Optional<String> prefix)
      implements ShapeStepSpec {
    /** Refuses a prefix that is not one, or leaves nothing of a name. */
    public Nest {
      fields = SpecRules.someOf("fields", "field", fields);
      SpecRules.notBlank("into", into);
      if (prefix.isPresent() && !fields.stream().allMatch(longerThan(prefix.get()))) {
        throw new BrokenRule(
            "prefix begins each of the fields, and is none of them itself", "prefix", "fields");
      }
    }

    private static Predicate<String> longerThan(String prefix) {
      return field -> field.startsWith(prefix) && field.length() > prefix.length();
    }

    @Override
    public List<FieldEffect> effects() {
      return List.of(new FieldEffect.Removes(fields), new FieldEffect.Makes(List.of(into)));
    }
  }

  /**
   * Puts the fields of nested documents into the record itself, named by the way to them.
   *
   * @param fields those that hold nested documents
   * @param separator what stands between the names of the way
   * @param depth how many levels are taken apart at most; 1 to 100
   * @param arrays what becomes of arrays on the way
   */
  @Doc(
      "Puts the fields of nested documents into the record itself, named by the way to them:"
          + " address_city. A document that is null or empty leaves no field; a value that is"
          + " neither a document nor an array fails, and so does a record that has a field of such"
          + " a name already.")
  @Nested("flatten")
  record Flatten(
      @Doc("The fields that hold nested documents.") @OneOrMore List<String> fields,
      @Doc("What stands between the names of the way.") @Default("_") String separator,
      @Doc("How many levels are taken apart at most; what is deeper stays a document.")
          @Default("100")
          @Range(from = 1, to = 100)
          int depth,
      @Doc("What becomes of arrays.") @Default("keep") Arrays arrays)
      implements ShapeStepSpec {
    /** Refuses a step without effect. */
    public Flatten {
      fields = SpecRules.someOf("fields", "field", fields);
      SpecRules.notBlank("separator", separator);
      SpecRules.between("depth", depth, 1, 100);
    }

    @Override
    public List<FieldEffect> effects() {
      return List.of(new FieldEffect.Unfolds(fields));
    }
  }

  /** What becomes of arrays where nested documents are taken apart. */
  enum Arrays {
    /** They stay arrays. */
    @Doc("They stay arrays.")
    KEEP,
    /** Their elements become fields, numbered from 0. */
    @Doc("Their elements become fields, numbered from 0: phones_0.")
    INDEX
  }
}

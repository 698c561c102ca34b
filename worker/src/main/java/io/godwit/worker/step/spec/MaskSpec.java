package io.godwit.worker.step.spec;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.notation.Referring;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hides values.
 *
 * @param fields those that it hides
 * @param as what stands in their place
 * @param show how many characters stay at the end, for last; 1 to 20
 * @param secret what codes are made with, for code; a reference
 */
@Doc(
    "Hides values: a text stands in their place. Null stays null. The source's own values still"
        + " stand in the topics of the run.")
@Nested("mask")
public record MaskSpec(
    @Doc("The fields.") @OneOrMore List<String> fields,
    @Doc("What stands in their place.") @Default("stars") Look as,
    @Doc("How many characters stay, for last.") @Default("4") @Range(from = 1, to = 20) int show,
    @Doc(
            "What codes are made with, as a reference: ${env:NAME} or ${file:path}, at least 16"
                + " characters behind it.")
        @Referring
        Optional<String> secret)
    implements StepSpec {

  /** Refuses codes without a secret, which anybody could make of a list of guesses. */
  public MaskSpec {
    fields = SpecRules.someOf("fields", "field", fields);
    SpecRules.between("show", show, 1, 20);
    secret.ifPresent(text -> SecretRule.reference("secret", text));
    if (secret.isPresent() != (as == Look.CODE)) {
      throw new BrokenRule("secret is needed for as: code, and for nothing else", "secret", "as");
    }
  }

  @Override
  public List<FieldEffect> effects() {
    Map<String, FieldType> types = new LinkedHashMap<>();
    fields.forEach(field -> types.put(field, FieldType.TEXT));
    return List.of(new FieldEffect.Retypes(types));
  }

  @Override
  public List<String> hiddenFields() {
    return fields;
  }

  /** What stands in the place of a value. */
  public enum Look {
    /** Four stars, whatever the value. */
    @Doc("Four stars, whatever the value.")
    STARS,
    /** Four stars and the last characters. */
    @Doc(
        "Four stars and the last characters; of a value that is not at least twice as long, only"
            + " stars.")
    LAST,
    /** A code that is the same for the same value. */
    @Doc(
        "A code of 32 hexadecimal digits (HMAC-SHA256): the same for the same value, in every"
            + " field, job and run of one secret, so that records still find each other.")
    CODE
  }
}

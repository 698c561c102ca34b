package io.godwit.common.spec;

import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.NamesAlone;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes parts of a record, one of each element of an array that it has. A part has the fields of
 * the record, without the array, and what is taken of the element. In the books it stays one
 * record: it is written only if all of its parts are.
 *
 * @param field the array
 * @param take the fields to take of elements that are documents, by the names that they have in the
 *     part
 * @param into the field of the part that holds the element itself
 * @param keep the fields of the record that a part has; empty where it has all but the array
 * @param position the field of the part that says the place of the element, from 1
 * @param empty what becomes of a record whose array is empty, null or missing
 */
@Doc(
    "Makes parts of a record, one of each element of an array. It stays one record in the books: it"
        + " is written only if all of its parts are.")
public record ArrayParts(
    @Doc("The field that holds the array; parts do not have it.") String field,
    @Doc(
            "The fields to take of elements that are documents: a list of their names, or those"
                + " names by what they are called in the part. One that an element lacks, the part"
                + " lacks.")
        @OneOrMore
        @NamesAlone
        Optional<Map<String, String>> take,
    @Doc("The field of the part that holds the element as it is.") Optional<String> into,
    @Doc("The fields of the record that a part has; all but the array where it is left away.")
        @OneOrMore
        Optional<List<String>> keep,
    @Doc("The field of the part that says the element's place, from 1.") Optional<String> position,
    @Doc("What becomes of a record whose array is empty, null or missing.") @Default("drop")
        Empty empty) {

  /** What becomes of a record of which no part would be made. */
  public enum Empty {
    /** There are no parts. */
    @Doc("There are no parts; where the record goes nowhere else, it is left out on purpose.")
    DROP,
    /** It fails. */
    @Doc("It fails.")
    REJECT,
    /** It goes on as one part. */
    @Doc("It goes on as one part that has nothing of an element.")
    KEEP
  }

  /** Refuses parts that have nothing of their element, and fields that would be two things. */
  public ArrayParts {
    SpecRules.notBlank("field", field);
    take = take.map(names -> SpecRules.someOrdered("take", names));
    keep = keep.map(names -> SpecRules.someOf("keep", "field", names));
    if (take.isEmpty() && into.isEmpty()) {
      throw new BrokenRule(
          "take names fields of the elements, or into the field that holds an element; one of them"
              + " is needed",
          "field");
    }
    List<String> made = made(take, into, position);
    if (made.stream().distinct().count() < made.size()) {
      throw new BrokenRule(
          "take, into and position give no two things one name", "position", "into", "take");
    }
    for (String kept : keep.orElse(List.of())) {
      if (made.contains(kept) || kept.equals(field)) {
        throw new BrokenRule(
            "keep names fields of the record, and '"
                + kept
                + "' is "
                + (kept.equals(field) ? "the array" : "what a part has of its element"),
            "keep");
      }
    }
  }

  private static List<String> made(
      Optional<Map<String, String>> take, Optional<String> into, Optional<String> position) {
    List<String> made = new ArrayList<>();
    take.ifPresent(names -> made.addAll(names.keySet()));
    into.ifPresent(made::add);
    position.ifPresent(made::add);
    return made;
  }

  /** The fields that a part has of its element. */
  public List<String> made() {
    return made(take, into, position);
  }

  /** What it does to the fields of a record, as a step says it. */
  public List<FieldEffect> effects() {
    List<FieldEffect> effects = new ArrayList<>();
    effects.add(new FieldEffect.Removes(List.of(field)));
    keep.ifPresent(names -> effects.add(new FieldEffect.Keeps(names)));
    effects.add(new FieldEffect.Makes(made()));
    return effects;
  }
}

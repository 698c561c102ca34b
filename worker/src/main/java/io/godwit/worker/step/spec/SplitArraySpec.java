package io.godwit.worker.step.spec;

import io.godwit.common.spec.ArrayParts;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.NamesAlone;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.OneOrMore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes {@link ArrayParts} of a record, for all that come behind: the later steps, and every place
 * that the job writes to. Its keys are theirs.
 *
 * @param field the array
 * @param take the fields to take of elements that are documents, by their names in the part
 * @param into the field of the part that holds the element itself
 * @param keep the fields of the record that a part has; empty where it has all but the array
 * @param position the field of the part that says the place of the element, from 1
 * @param empty what becomes of a record whose array is empty, null or missing
 */
@Doc(
    "Makes parts of a record, one of each element of an array. It stays one record in the books: it"
        + " is written only if all of its parts are.")
@Nested("split-array")
public record SplitArraySpec(
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
        ArrayParts.Empty empty)
    implements StepSpec {

  /** Refuses what {@link ArrayParts} refuses. */
  public SplitArraySpec {
    ArrayParts parts = new ArrayParts(field, take, into, keep, position, empty);
    take = parts.take();
    keep = parts.keep();
  }

  /** The step that makes these parts. */
  public static SplitArraySpec of(ArrayParts parts) {
    return new SplitArraySpec(
        parts.field(), parts.take(), parts.into(), parts.keep(), parts.position(), parts.empty());
  }

  /** What it makes. */
  public ArrayParts parts() {
    return new ArrayParts(field, take, into, keep, position, empty);
  }

  @Override
  public List<FieldEffect> effects() {
    return parts().effects();
  }
}

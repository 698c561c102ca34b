package io.godwit.content;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spec.rule.SpecRules;
import java.util.List;
import java.util.Optional;

/**
 * The hash of an object's content.
 *
 * @param in the connection of the store that the records' names are of
 * @param into the field that gets it
 * @param known a field with the version of which the record has it already; empty where there is
 *     none
 * @param maxSize the largest content
 */
@Doc(
    "The SHA-256 of the content of the file that a record names by its fields name and version, as"
        + " the source files does: 64 digits and letters a to f. A content that several steps"
        + " read is read once.")
@Nested("content-hash")
public record ContentHashSpec(
    @Doc("The connection of the store that the records' names are of.")
        @ConnectionTo(StoreConnection.class)
        String in,
    @Doc("The field that gets it.") @Default("sha256") String into,
    @Doc(
            "A field with the version whose values the record has already, as a lookup in the"
                + " target brings them. Where it is the record's version no content is read.")
        Optional<String> known,
    @Doc("The largest content that is read; the record of a larger one fails.") @Default("4GB")
        Size maxSize)
    implements StepSpec {

  /** Refuses a field without a name. */
  public ContentHashSpec {
    SpecRules.notBlank("in", in);
    SpecRules.notBlank("into", into);
  }

  @Override
  public List<FieldEffect> effects() {
    return ContentEffects.of(known, List.of(into));
  }

  @Override
  public boolean isSlow() {
    return true;
  }
}

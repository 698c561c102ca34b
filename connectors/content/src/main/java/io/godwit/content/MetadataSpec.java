package io.godwit.content;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spec.rule.SpecRules;
import io.godwit.content.format.Property;
import java.util.List;
import java.util.Optional;

/**
 * What a content says of itself.
 *
 * @param in the connection of the store that the records' names are of
 * @param take what of it; a field of each name
 * @param known a field with the version of which the record has it already; empty where there is
 *     none
 * @param maxSize the largest content
 */
@Doc(
    "What the content of a file says of itself, of EPUB and PDF; of any other only its type. The"
        + " record names the file by its fields name and version, as the source files does. What"
        + " a content does not say is null. A content that several steps read is read once.")
@Nested("metadata")
public record MetadataSpec(
    @Doc("The connection of the store that the records' names are of.")
        @ConnectionTo(StoreConnection.class)
        String in,
    @Doc("What of it; each becomes a field of this name.") @OneOrMore List<Property> take,
    @Doc(
            "A field with the version whose values the record has already, as a lookup in the"
                + " target brings them. Where it is the record's version no content is read.")
        Optional<String> known,
    @Doc("The largest content that is read; the record of a larger one fails.") @Default("256MB")
        Size maxSize)
    implements StepSpec {

  /** Refuses to take nothing. */
  public MetadataSpec {
    SpecRules.notBlank("in", in);
    SpecRules.someOf("take", "property", take.stream().map(Property::field).toList());
    take = List.copyOf(take);
  }

  @Override
  public List<FieldEffect> effects() {
    return ContentEffects.of(known, take.stream().map(Property::field).toList());
  }

  @Override
  public boolean isSlow() {
    return true;
  }
}

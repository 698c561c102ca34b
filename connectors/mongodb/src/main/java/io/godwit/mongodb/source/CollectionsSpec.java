package io.godwit.mongodb.source;

import io.godwit.common.model.BareTexts;
import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.Default;
import io.godwit.common.spec.Doc;
import io.godwit.common.spec.OneOrMore;
import io.godwit.common.spec.Range;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.SpecRules;
import io.godwit.mongodb.MongoDbSpec;
import java.util.List;
import java.util.Optional;

/**
 * Collections of a MongoDB database.
 *
 * @param collections names, or patterns of names in which {@code *} stands for any characters and
 *     {@code ?} for one
 * @param in the connection
 * @param filter which documents, as MongoDB's own filter in Extended JSON; all where it is empty
 * @param key the fields that identify a document
 * @param duplicates what holds when one key occurs several times
 * @param split how many documents a split covers, about; 1 to 1,000,000
 */
@Doc("Collections of a MongoDB database.")
public record CollectionsSpec(
    @Doc("Collections, or patterns of their names such as form_*.") @OneOrMore
        List<String> collections,
    @Doc("The connection.") @ConnectionTo(MongoDbSpec.class) String in,
    @Doc("Which documents: a MongoDB filter in Extended JSON; all where it is left away.")
        Optional<String> filter,
    @Doc("The fields that identify a document.") @Default("[_id]") @OneOrMore List<String> key,
    @Doc("What holds when one key occurs several times.") @Default("any") Duplicates duplicates,
    @Doc("How many documents one split covers, about.")
        @Default("50000")
        @Range(from = 1, to = 1_000_000)
        int split)
    implements SourceSpec {

  /** Refuses a source without a collection or key, and a filter that cannot be one. */
  public CollectionsSpec {
    collections = SpecRules.someOf("collections", "collection", collections);
    key = SpecRules.someOf("key", "field", key);
    SpecRules.between("split", split, 1, 1_000_000);
    filter.ifPresent(JobFilter::parse);
  }

  @Override
  public BareTexts bareTexts() {
    return BareTexts.NONE;
  }
}

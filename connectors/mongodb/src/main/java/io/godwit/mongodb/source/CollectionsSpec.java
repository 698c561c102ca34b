package io.godwit.mongodb.source;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import io.godwit.mongodb.JobFilter;
import io.godwit.mongodb.MongoDbSpec;
import java.time.Duration;
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
 * @param watermark the field by which a run tells what is new; empty where each run reads all
 * @param overlap how far below what was reached a run begins; empty for what is usual
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
        int split,
    @Doc(
            "A field that only grows, such as updatedAt, audit.changed or _id: a run reads the"
                + " documents above what the last whole run of the job has reached, and those in"
                + " which it is missing or of another type. It holds dates, ObjectIds or numbers."
                + " godwit run --full reads all once more. Every run reads all where it is away.")
        Optional<String> watermark,
    @Doc(
            "How far below what was reached a run begins, for documents that were written late: by"
                + " clients whose clocks differ, or long after the value was made. 10m where a"
                + " watermark is a date or an ObjectId and nothing is said; numbers have none.")
        Optional<Duration> overlap)
    implements SourceSpec {

  /** Refuses a source without a collection or key, and a filter that cannot be one. */
  public CollectionsSpec {
    collections = SpecRules.someOf("collections", "collection", collections);
    key = SpecRules.someOf("key", "field", key);
    SpecRules.between("split", split, 1, 1_000_000);
    filter.ifPresent(text -> JobFilter.parse(text, "filter"));
    watermark.ifPresent(CollectionsSpec::requirePath);
    if (overlap.isPresent() && watermark.isEmpty()) {
      throw new BrokenRule("overlap goes with watermark, which is missing", "overlap");
    }
  }

  /** Collections of which each run reads all. */
  public CollectionsSpec(
      List<String> collections,
      String in,
      Optional<String> filter,
      List<String> key,
      Duplicates duplicates,
      int split) {
    this(collections, in, filter, key, duplicates, split, Optional.empty(), Optional.empty());
  }

  private static void requirePath(String field) {
    SpecRules.notBlank("watermark", field);
    for (String name : field.split("\\.", -1)) {
      if (name.isEmpty() || name.startsWith("$")) {
        throw new BrokenRule(
            "'"
                + field
                + "' is no field: a name, or names with one '.' between them, none of which begins"
                + " with '$'",
            "watermark");
      }
    }
  }

  @Override
  public boolean isIncremental() {
    return watermark.isPresent();
  }

  @Override
  public boolean readsAgain() {
    return isIncremental() && overlap.filter(Duration::isZero).isEmpty();
  }

  @Override
  public BareTexts bareTexts() {
    return BareTexts.NONE;
  }
}

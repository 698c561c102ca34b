package io.godwit.mongodb.write;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import io.godwit.common.spec.rule.UnitName;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.gone.GoneRule;
import java.util.List;
import java.util.Optional;

/**
 * A collection of a MongoDB database.
 *
 * @param collection its name, which may be made of the unit ({@link UnitName})
 * @param in the connection
 * @param key its fields that are unique together, usually {@code _id}
 * @param write how a record meets a document of its key
 * @param temporaryIndex whether a unique index over the key is made for the run and goes after it
 * @param gone what becomes of documents whose record is gone from the source; empty where they stay
 */
@Doc("A collection of a MongoDB database.")
public record CollectionSpec(
    @Doc(
            "The collection; {unit} stands for the unit, {file} for its file without folder and"
                + " ending.")
        String collection,
    @Doc("The connection.") @ConnectionTo(MongoDbSpec.class) String in,
    @Doc("The fields that are unique together.") @Default("[_id]") @OneOrMore List<String> key,
    @Doc("How a record meets a document of its key.") @Default("upsert") Write write,
    @Doc(
            "Whether a unique index over the key is made before the load and dropped after it;"
                + " where the collection has one already, that one is used and stays.")
        @Default("false")
        boolean temporaryIndex,
    @Doc(
            "What becomes of documents whose record is gone from the source; they stay where it is"
                + " away.")
        Optional<GoneSpec> gone)
    implements SinkSpec {
  /** Refuses a sink without a name or key, and an index that could not be made for it. */
  public CollectionSpec {
    key = SpecRules.someOf("key", "field", key);
    SpecRules.notBlank("collection", collection);
    if (new UnitName(collection).isMistaken()) {
      throw new BrokenRule(UnitName.PLACEHOLDERS, "collection");
    }
    if (temporaryIndex && !new UnitName(collection).isFixed()) {
      throw new BrokenRule(
          "an index is made before the load, when it is not known yet which collections "
              + collection
              + " stands for; name one, or make the indexes by hand",
          "temporary-index");
    }
    if (temporaryIndex && key.contains("_id")) {
      throw new BrokenRule(
          "every collection has a unique index over _id; leave it away", "temporary-index");
    }
    if (temporaryIndex && write == Write.REPLACE) {
      throw new BrokenRule(
          "replace makes a collection with the indexes of the one that is there: leave it away",
          "temporary-index");
    }
    for (GoneSpec rows : gone.stream().toList()) {
      GoneRule.check(rows, key);
    }
  }

  /** One that leaves documents alone whose record is gone. */
  public CollectionSpec(
      String collection, String in, List<String> key, Write write, boolean temporaryIndex) {
    this(collection, in, key, write, temporaryIndex, Optional.empty());
  }

  @Override
  public boolean isComparable() {
    return true;
  }

  @Override
  public boolean makesForRun() {
    return temporaryIndex;
  }

  @Override
  public UnitName to() {
    return new UnitName(collection);
  }
}

package io.godwit.mongodb;

import io.godwit.common.spec.BrokenRule;
import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.Default;
import io.godwit.common.spec.Doc;
import io.godwit.common.spec.OneOrMore;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SpecRules;
import java.util.List;

/**
 * A collection of a MongoDB database.
 *
 * @param collection its name; {@code {file}} stands for the name of the record's file without its
 *     ending
 * @param in the connection
 * @param key its fields that are unique together, usually {@code _id}
 * @param write how a record meets a document of its key
 */
@Doc("A collection of a MongoDB database.")
public record CollectionSpec(
    @Doc("The collection; {file} stands for the name of the record's file without its ending.")
        String collection,
    @Doc("The connection.") @ConnectionTo(MongoDbSpec.class) String in,
    @Doc("The fields that are unique together, usually _id.") @OneOrMore List<String> key,
    @Doc("How a record meets a document of its key.") @Default("upsert") Write write)
    implements SinkSpec {
  /** Refuses a sink without a name or key. */
  public CollectionSpec {
    key = SpecRules.someOf("key", "field", key);
    SpecRules.notBlank("collection", collection);
    String rest = collection.replace("{file}", "");
    if (rest.contains("{") || rest.contains("}")) {
      throw new BrokenRule("{file} is the only placeholder of a collection", "collection");
    }
  }
}

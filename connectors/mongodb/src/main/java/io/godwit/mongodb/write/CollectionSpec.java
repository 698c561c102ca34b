package io.godwit.mongodb.write;

import io.godwit.common.spec.BrokenRule;
import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.Default;
import io.godwit.common.spec.Doc;
import io.godwit.common.spec.OneOrMore;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SpecRules;
import io.godwit.common.spec.UnitName;
import io.godwit.mongodb.MongoDbSpec;
import java.util.List;

/**
 * A collection of a MongoDB database.
 *
 * @param collection its name, which may be made of the unit ({@link UnitName})
 * @param in the connection
 * @param key its fields that are unique together, usually {@code _id}
 * @param write how a record meets a document of its key
 */
@Doc("A collection of a MongoDB database.")
public record CollectionSpec(
    @Doc(
            "The collection; {unit} stands for the unit, {file} for its file without folder and"
                + " ending.")
        String collection,
    @Doc("The connection.") @ConnectionTo(MongoDbSpec.class) String in,
    @Doc("The fields that are unique together.") @Default("[_id]") @OneOrMore List<String> key,
    @Doc("How a record meets a document of its key.") @Default("upsert") Write write)
    implements SinkSpec {
  /** Refuses a sink without a name or key. */
  public CollectionSpec {
    key = SpecRules.someOf("key", "field", key);
    SpecRules.notBlank("collection", collection);
    if (new UnitName(collection).isMistaken()) {
      throw new BrokenRule(UnitName.PLACEHOLDERS, "collection");
    }
  }

  @Override
  public UnitName to() {
    return new UnitName(collection);
  }
}

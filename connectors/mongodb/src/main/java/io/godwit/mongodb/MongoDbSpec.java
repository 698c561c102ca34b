package io.godwit.mongodb;

import io.godwit.common.spec.AddressRules;
import io.godwit.common.spec.BrokenRule;
import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spec.Doc;
import io.godwit.common.spec.Referring;

/**
 * A MongoDB database.
 *
 * @param mongodb its connection string with the database's name, or {@code embedded:mongodb}; with
 *     a password only as a reference to the whole string
 */
@Doc("A MongoDB database.")
public record MongoDbSpec(
    @Doc(
            "The connection string with the database's name, or embedded:mongodb; one with a"
                + " password only as a reference to the whole, as ${env:MONGODB_URL}.")
        @Referring
        String mongodb)
    implements ConnectionSpec {

  /** Refuses a password in clear text, also in a reference's default. */
  public MongoDbSpec {
    if (AddressRules.holdsPassword(mongodb)) {
      throw new BrokenRule(
          "a connection string with a password is a reference such as ${env:MONGODB_URL}",
          "mongodb");
    }
    AddressRules.startsWith(
        mongodb,
        "mongodb",
        "mongodb(\\+srv)?://.*|embedded:mongodb",
        "mongodb:// or mongodb+srv:// or is embedded:mongodb");
  }

  @Override
  public String address() {
    return mongodb;
  }
}

package io.godwit.mongodb;

import io.godwit.common.spec.LookupConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.notation.Referring;
import io.godwit.common.spec.rule.AddressRules;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;

/**
 * A MongoDB database.
 *
 * @param mongodb its connection string with the database's name, or {@code embedded:mongodb}; with
 *     a password only as a reference to the whole string
 * @param pool the most connections that one worker opens; 1 to 64
 */
@Doc("A MongoDB database.")
public record MongoDbSpec(
    @Doc(
            "The connection string with the database's name, or embedded:mongodb; one with a"
                + " password only as a reference to the whole, as ${env:MONGODB_URL}.")
        @Referring
        String mongodb,
    @Doc("The most connections that one worker opens.") @Default("4") @Range(from = 1, to = 64)
        int pool)
    implements LookupConnection {

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
    SpecRules.between("pool", pool, 1, 64);
  }

  @Override
  public String address() {
    return mongodb;
  }
}

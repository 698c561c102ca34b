package io.godwit.mongodb.write;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.UnitName;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.Target;
import io.godwit.mongodb.MongoAddress;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.PoolWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** Opens MongoDB databases for sinks that are collections of them. */
public final class MongoSinkConnector implements SinkConnector {

  /** For the service loader. */
  public MongoSinkConnector() {}

  @Override
  public List<Class<? extends SinkSpec>> kinds() {
    return List.of(CollectionSpec.class);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A missing collection is no fault where the key is {@code _id}: MongoDB makes it at the first
   * write. Otherwise a unique index over the key's fields, or some of them, is required, and making
   * it makes the collection; a name with {@code {file}} is not checked, nor one whose index is made
   * for the run ({@link TemporaryIndexes}).
   *
   * <p>Of several collections a record's documents are kept whole without a transaction, since not
   * every server that speaks this protocol has them: {@link SeveralCollections} says how.
   */
  @Override
  public Target open(List<? extends SinkSpec> tables, Opening opening) throws Trouble {
    List<CollectionSpec> specs = tables.stream().map(CollectionSpec.class::cast).toList();
    for (CollectionSpec spec : specs) {
      switch (spec.write()) {
        case UPSERT, REPLACE -> {}
        case INSERT, INSERT_IF_ABSENT ->
            throw new Refused(
                ErrorCode.LEDGER_MISSING,
                "sink.write: only upsert and replace into MongoDB: of another way a repeat after a"
                    + " crash would leave its trace, and Godwit keeps no ledger there");
      }
    }
    return open(
        specs,
        MongoAddress.of(opening.connections().open(specs.getFirst().in(), MongoDbSpec.class)),
        new MongoTarget.Uses(opening.run().isPresent(), opening.undo()));
  }

  private static Target open(List<CollectionSpec> specs, MongoAddress door, MongoTarget.Uses uses)
      throws Trouble {
    specs.forEach(spec -> checkKeyNames(spec.key()));
    MongoErrors errors = new MongoErrors(door.server());
    PoolWatch watch = new PoolWatch(door.pool());
    MongoClient client = door.client(watch);
    try {
      MongoDatabase database = client.getDatabase(door.database());
      database.runCommand(new BsonDocument("ping", new BsonInt32(1)));
      List<MongoTarget.Described> found = new ArrayList<>();
      for (CollectionSpec spec : specs) {
        CollectionFacts facts = found(database, spec);
        if (uses.keeps()) {
          Collations.of(facts).requireNone(spec.collection());
        }
        found.add(new MongoTarget.Described(spec, facts));
      }
      return new MongoTarget(client, database, found, errors, watch, uses);
    } catch (MongoException e) {
      client.close();
      throw errors.trouble(e);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static CollectionFacts found(MongoDatabase database, CollectionSpec spec) {
    if (!new TargetName(new UnitName(spec.collection())).isFixed()) {
      return CollectionFacts.NOTHING;
    }
    CollectionFacts found = CollectionFacts.of(database, spec.collection());
    // Made in a phase of the run, which may not have been when a worker opens its target.
    if (found.keyIndexes(spec.key()).isEmpty() && !spec.temporaryIndex()) {
      throw notUnique(spec);
    }
    return found;
  }

  private static void checkKeyNames(List<String> key) {
    for (String name : key) {
      if (name.startsWith("$") || name.indexOf('.') >= 0) {
        throw new Refused(
            ErrorCode.JOB_INVALID,
            "sink.key: '"
                + name
                + "' cannot be a key in MongoDB, which would read it as a path or"
                + " an operator; use a field of the document itself, without '.' and '$'");
      }
    }
  }

  private static Refused notUnique(CollectionSpec spec) {
    String fields =
        spec.key().stream().map(n -> "'" + n + "': 1").collect(Collectors.joining(", "));
    return new Refused(
        ErrorCode.KEY_NOT_UNIQUE,
        "the collection "
            + spec.collection()
            + " has no unique index over "
            + String.join(", ", spec.key())
            + "; create it by db."
            + spec.collection()
            + ".createIndex({ "
            + fields
            + " }, { unique: true })");
  }
}

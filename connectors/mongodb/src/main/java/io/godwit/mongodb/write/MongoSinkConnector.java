package io.godwit.mongodb.write;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.UnitName;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.Target;
import io.godwit.mongodb.MongoAddress;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.PoolWatch;
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
   * it makes the collection; a name with {@code {file}} is not checked.
   *
   * <p>Several collections are refused: a write is a document here, since not every server that
   * speaks this protocol has transactions to keep two together.
   */
  @Override
  public Target open(List<? extends SinkSpec> tables, Opening opening) throws Trouble {
    if (tables.size() > 1) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "a sink in MongoDB writes one collection: two documents of one record cannot be kept"
              + " whole; write each collection by a job of its own");
    }
    CollectionSpec collection = (CollectionSpec) tables.getFirst();
    if (collection.write() != SinkSpec.Write.UPSERT) {
      throw new Refused(
          ErrorCode.LEDGER_MISSING,
          "sink.write: only upsert into MongoDB: of another way a repeat after a crash would leave"
              + " its trace, and Godwit keeps no ledger there");
    }
    return open(
        collection,
        MongoAddress.of(opening.connections().open(collection.in(), MongoDbSpec.class)));
  }

  private static Target open(CollectionSpec spec, MongoAddress door) throws Trouble {
    checkKeyNames(spec.key());
    MongoErrors errors = new MongoErrors(door.server());
    PoolWatch watch = new PoolWatch(door.pool());
    MongoClient client = door.client(watch);
    try {
      MongoDatabase database = client.getDatabase(door.database());
      database.runCommand(new BsonDocument("ping", new BsonInt32(1)));
      TargetName name = new TargetName(new UnitName(spec.collection()));
      CollectionFacts found =
          name.isFixed()
              ? CollectionFacts.of(database, spec.collection())
              : CollectionFacts.NOTHING;
      if (name.isFixed() && found.keyIndexes(spec.key()).isEmpty()) {
        throw notUnique(spec);
      }
      return new MongoTarget(client, database, spec, errors, found, watch);
    } catch (MongoException e) {
      client.close();
      throw errors.trouble(e);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
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

package io.godwit.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.BareTexts;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Access;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SinkConnector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;

/** Opens sinks that write into MongoDB collections. */
public final class MongoSinkConnector implements SinkConnector {

  private static final String ID = "_id";
  private static final String ID_INDEX = "_id_";

  /** For the service loader. */
  public MongoSinkConnector() {}

  /**
   * {@inheritDoc}
   *
   * <p>A missing collection is no fault: MongoDB makes it at the first write. Where the key is not
   * {@code _id} and the collection exists, a unique index over the key's fields, or some of them,
   * is required; a name with {@code {file}} is not checked.
   *
   * <p>A text stays a string whether it is bare or not: a collection has no types that could say
   * what else it stands for.
   */
  @Override
  public Optional<Sink> open(SinkSpec spec, Connections connections, BareTexts bare)
      throws Trouble {
    return switch (spec) {
      case SinkSpec.Table ignored -> Optional.empty();
      case SinkSpec.Collection collection ->
          switch (connections.open(collection.in())) {
            case Access.Jdbc ignored -> Optional.empty();
            case Access.MongoDb access -> Optional.of(open(collection, access));
          };
    };
  }

  private static Sink open(SinkSpec.Collection spec, Access.MongoDb access) throws Trouble {
    MongoDoor door = MongoDoor.of(access, spec.in());
    checkKeyNames(spec.key());
    Verdicts verdicts = new Verdicts(door.server());
    PoolWatch watch = new PoolWatch();
    MongoClient client = door.client(watch);
    try {
      MongoDatabase database = client.getDatabase(door.database());
      database.runCommand(new BsonDocument("ping", new BsonInt32(1)));
      MongoSink.Target target =
          new MongoSink.Target(
              new TargetName(spec.collection()),
              spec.key(),
              keyIndexes(spec, database),
              Collations.of(spec, database));
      return new MongoSink(client, database, target, verdicts, watch);
    } catch (MongoException e) {
      client.close();
      throw verdicts.trouble(e);
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

  /** The names of the indexes that the key is unique by. */
  private static Set<String> keyIndexes(SinkSpec.Collection spec, MongoDatabase database) {
    Set<String> key = Set.copyOf(spec.key());
    Set<String> names = new HashSet<>();
    if (key.contains(ID)) {
      names.add(ID_INDEX);
    }
    if (!new TargetName(spec.collection()).isFixed() || !exists(spec.collection(), database)) {
      return names;
    }
    for (Document index : database.getCollection(spec.collection()).listIndexes()) {
      if (makesUnique(index, key)) {
        names.add(index.getString("name"));
      }
    }
    if (names.isEmpty()) {
      throw notUnique(spec);
    }
    return names;
  }

  private static boolean exists(String collection, MongoDatabase database) {
    return database.listCollectionNames().into(new ArrayList<>()).contains(collection);
  }

  /** A partial index leaves out documents, so two of one key could stand outside it. */
  private static boolean makesUnique(Document index, Set<String> key) {
    return index.getBoolean("unique", false)
        && !index.containsKey("partialFilterExpression")
        && key.containsAll(index.get("key", Document.class).keySet());
  }

  private static Refused notUnique(SinkSpec.Collection spec) {
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

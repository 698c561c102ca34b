package io.godwit.mongodb.lookup;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.LookupConnection;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupConnector;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import io.godwit.mongodb.MongoAddress;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.PoolWatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;

/** Opens lookups in collections of MongoDB. */
public final class MongoLookupConnector implements LookupConnector {

  /** For the service loader. */
  public MongoLookupConnector() {}

  @Override
  public List<Class<? extends LookupConnection>> connections() {
    return List.of(MongoDbSpec.class);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The fields that are compared, or some of them, need a unique index: a lookup that could find
   * two documents would not know which one is meant.
   */
  @Override
  public Lookup open(String connection, LookupQuery query, Opening opening) throws Trouble {
    checkNames(query);
    MongoAddress door = MongoAddress.of(opening.connections().open(connection, MongoDbSpec.class));
    MongoErrors errors = new MongoErrors(door.server());
    MongoClient client = door.client(new PoolWatch(door.pool()));
    try {
      MongoDatabase database = client.getDatabase(door.database());
      check(query, database);
      return new MongoLookup(client, database, query, errors, door.pool());
    } catch (MongoException e) {
      client.close();
      throw errors.trouble(e);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static void checkNames(LookupQuery query) {
    List<String> names = new ArrayList<>(query.columns());
    names.addAll(query.take());
    for (String name : names) {
      if (name.startsWith("$") || name.indexOf('.') >= 0) {
        throw new Refused(
            ErrorCode.JOB_INVALID,
            "lookup "
                + query.table()
                + ": '"
                + name
                + "' would be a path or an operator in MongoDB; name a field of the document"
                + " itself, without '.' and '$', and take it apart by flatten");
      }
    }
  }

  private static void check(LookupQuery query, MongoDatabase database) {
    if (!database.listCollectionNames().into(new ArrayList<>()).contains(query.table())) {
      throw new Refused(
          ErrorCode.TABLE_MISSING,
          "the collection " + query.table() + " of the lookup does not exist");
    }
    List<Document> indexes =
        database.getCollection(query.table()).listIndexes().into(new ArrayList<>());
    if (!query.columns().contains("_id")
        && indexes.stream().noneMatch(index -> makesUnique(index, query.columns()))) {
      throw new Refused(
          ErrorCode.KEY_NOT_UNIQUE,
          "the collection "
              + query.table()
              + " has no unique index over "
              + String.join(", ", query.columns())
              + " or some of them: a lookup could find two documents, and nothing says which one"
              + " is meant");
    }
    query.hint().ifPresent(hint -> requireIndex(hint, query, indexes));
  }

  private static void requireIndex(String hint, LookupQuery query, List<Document> indexes) {
    List<String> names = indexes.stream().map(index -> index.getString("name")).toList();
    if (!names.contains(hint)) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "lookup.hint: the collection "
              + query.table()
              + " has no index '"
              + hint
              + "'; it has "
              + String.join(", ", names));
    }
  }

  /** A partial index leaves out documents, so two of one key could stand outside it. */
  private static boolean makesUnique(Document index, Collection<String> key) {
    return index.getBoolean("unique", false)
        && !index.containsKey("partialFilterExpression")
        && key.containsAll(index.get("key", Document.class).keySet());
  }
}

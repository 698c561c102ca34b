package io.godwit.mongodb.write;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * What the server says of a collection.
 *
 * @param collection the collection itself; empty where there is none
 * @param unique its unique indexes
 */
record CollectionFacts(Optional<Document> collection, List<Document> unique) {

  static final String COLLECTION = "collection";
  static final String UNIQUE = "unique index ";

  private static final String ID = "_id";
  private static final String ID_INDEX = "_id_";

  /** Whatever may refuse a document or change which one a key finds. */
  private static final List<String> OPTIONS =
      List.of("validator", "validationLevel", "validationAction", "collation", "capped", "viewOn");

  /** A collection of which nothing is known. */
  static final CollectionFacts NOTHING = new CollectionFacts(Optional.empty(), List.of());

  /** Asks in two round trips; what changes between the two is seen by the next look. */
  static CollectionFacts of(MongoDatabase database, String name) {
    Optional<Document> collection = Optional.empty();
    for (Document one :
        database.listCollections().filter(new BsonDocument("name", new BsonString(name)))) {
      if (name.equals(one.getString("name"))) {
        collection = Optional.of(one);
      }
    }
    List<Document> unique = new ArrayList<>();
    if (collection.isPresent()) {
      for (Document index : database.getCollection(name).listIndexes()) {
        if (index.getBoolean("unique", false)) {
          unique.add(index);
        }
      }
    }
    return new CollectionFacts(collection, unique);
  }

  /** How the collection was made. */
  Document options() {
    return collection.map(one -> one.get("options", new Document())).orElseGet(Document::new);
  }

  /** The names of the indexes that documents of these key fields are unique by. */
  Set<String> keyIndexes(Collection<String> key) {
    Set<String> names = new TreeSet<>();
    if (key.contains(ID)) {
      names.add(ID_INDEX);
    }
    for (Document index : unique) {
      if (makesUnique(index, key)) {
        names.add(index.getString("name"));
      }
    }
    return names;
  }

  /** A partial index leaves out documents, so two of one key could stand outside it. */
  private static boolean makesUnique(Document index, Collection<String> key) {
    return !index.containsKey("partialFilterExpression")
        && key.containsAll(index.get("key", Document.class).keySet());
  }

  /** What exactness rests on, as texts that people can read and a later look can compare. */
  SortedMap<String, String> facts() {
    SortedMap<String, String> facts = new TreeMap<>();
    collection.ifPresent(one -> facts.put(COLLECTION, identity(one)));
    for (String option : OPTIONS) {
      Object value = options().get(option);
      if (value != null) {
        facts.put(option, new Document("is", value).toJson());
      }
    }
    for (Document index : unique) {
      // It comes and goes in phases of the run, and whether the key has an index is looked at
      // apart.
      if (TemporaryIndexes.isOurs(index.getString("name"))) {
        continue;
      }
      Document says = new Document(index);
      List.of("name", "ns", "v", "background").forEach(says::remove);
      facts.put(UNIQUE + index.getString("name"), says.toJson());
    }
    return facts;
  }

  /** Empty where a service that speaks MongoDB's protocol has no such number. */
  private static String identity(Document collection) {
    Object uuid = collection.get("info", new Document()).get("uuid");
    return switch (uuid) {
      case UUID known -> known.toString();
      case Binary bytes -> new BsonBinary(bytes.getType(), bytes.getData()).asUuid().toString();
      case null, default -> "";
    };
  }
}

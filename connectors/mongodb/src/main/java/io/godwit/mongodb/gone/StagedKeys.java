package io.godwit.mongodb.gone;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.types.ObjectId;

/**
 * The keys of all records, in a collection of ours that lives as long as the search. One whose
 * process was killed is dropped by the next search that begins a day later or more: its name says
 * when it was made. For one thread.
 */
final class StagedKeys {

  private static final String OURS = "godwit_gone_";
  private static final Duration LONGEST_SEARCH = Duration.ofDays(1);
  private static final int DUPLICATE_KEY = 11000;
  private static final String ID = "_id";
  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  private final MongoDatabase database;
  private final MongoCollection<BsonDocument> keys;
  private boolean made;

  StagedKeys(MongoDatabase database) {
    this.database = database;
    this.keys =
        database
            .getCollection(OURS + new ObjectId().toHexString(), BsonDocument.class)
            .withReadPreference(ReadPreference.primary());
  }

  /** Drops what killed searches have left. */
  void dropLeft() {
    Instant before = Instant.now().minus(LONGEST_SEARCH);
    List<String> left = new ArrayList<>();
    for (String name : database.listCollectionNames()) {
      String id = name.startsWith(OURS) ? name.substring(OURS.length()) : "";
      if (ObjectId.isValid(id) && new ObjectId(id).getDate().toInstant().isBefore(before)) {
        left.add(name);
      }
    }
    left.forEach(name -> database.getCollection(name).drop());
  }

  /** Takes keys; one that comes twice is one. */
  void add(Collection<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    made = true;
    List<BsonDocument> documents =
        new HashSet<>(ids).stream().map(id -> new BsonDocument(ID, new BsonString(id))).toList();
    try {
      keys.insertMany(documents, UNORDERED);
    } catch (MongoBulkWriteException e) {
      boolean known =
          e.getWriteConcernError() == null
              && e.getWriteErrors().stream().allMatch(one -> one.getCode() == DUPLICATE_KEY);
      if (!known) {
        throw e;
      }
    }
  }

  /** Those of some keys that are among them. */
  Set<String> present(Collection<String> ids) {
    Set<String> present = new HashSet<>();
    if (made && !ids.isEmpty()) {
      BsonArray any = new BsonArray(ids.stream().map(BsonString::new).toList());
      for (BsonDocument found : keys.find(new BsonDocument(ID, new BsonDocument("$in", any)))) {
        present.add(found.getString(ID).getValue());
      }
    }
    return present;
  }

  /** Forgets all of them. */
  void drop() {
    if (made) {
      keys.drop();
    }
  }
}

package io.godwit.mongodb.undo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.MongoErrors;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * An index over a key for the time of an undo. A run may have had one for itself alone, which went
 * with it; without any, each step would read the whole collection. It is not unique, so nothing
 * that stands there is in its way, and its name says whose it is: an undo that was killed leaves
 * it, and drops it when it is typed again.
 *
 * @param target the collection that is put back
 * @param key the fields that its documents are found by
 */
record UndoIndex(MongoCollection<RawBsonDocument> target, List<String> key, MongoErrors errors) {

  private static final String OURS = "godwit_undo_";

  private String name() {
    return OURS + String.join("_", key);
  }

  private List<Document> indexes() {
    return target.listIndexes().into(new ArrayList<>());
  }

  /** Where no index begins with a field of the key; a collection that is not there has none. */
  void make() throws Trouble {
    try {
      List<Document> indexes = indexes();
      boolean served =
          indexes.stream()
              .map(index -> index.get("key", Document.class).keySet().iterator().next())
              .anyMatch(key::contains);
      if (!served && !indexes.isEmpty()) {
        target.createIndex(Indexes.ascending(key), new IndexOptions().name(name()));
      }
    } catch (MongoCommandException e) {
      // Without the right to make one, or with too many of them, it goes on, only slower.
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  /** Where it is there. */
  void drop() throws Trouble {
    try {
      if (indexes().stream().anyMatch(index -> name().equals(index.getString("name")))) {
        target.dropIndex(name());
      }
    } catch (MongoCommandException e) {
      // Somebody else has dropped it, or may and we may not: it is in nobody's way.
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }
}

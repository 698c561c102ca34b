package io.godwit.mongodb.source;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.failure.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * A database that is read.
 *
 * @param described what messages call it
 */
record SourceDatabase(
    MongoClient client, MongoDatabase database, String described, SourceErrors errors) {

  MongoCollection<RawBsonDocument> collection(String name) {
    return database.getCollection(name, RawBsonDocument.class);
  }

  /** All collections that the user may see. */
  List<ChosenCollection> listed() throws Trouble {
    return listed(new BsonDocument());
  }

  /** The collection of a name; empty where there is none. */
  Optional<ChosenCollection> listed(String name) throws Trouble {
    // Stand-ins for MongoDB are known to answer all whatever the filter is.
    return listed(new BsonDocument("name", new BsonString(name))).stream()
        .filter(one -> one.name().equals(name))
        .findFirst();
  }

  private List<ChosenCollection> listed(BsonDocument filter) throws Trouble {
    List<ChosenCollection> listed = new ArrayList<>();
    try {
      database
          .listCollections(BsonDocument.class)
          .filter(filter)
          .forEach(one -> listed.add(ChosenCollection.of(one)));
    } catch (MongoException e) {
      throw errors.planning(e, "the list of collections");
    }
    return listed;
  }

  /** Whether several queries can read one state of a collection. */
  boolean hasSnapshots() {
    return ServerFeatures.haveSnapshots(client.getClusterDescription());
  }
}

package io.godwit.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;

/** The collections of a case, between its rounds. */
final class Collections implements AutoCloseable {

  private final MongoClient client;
  private final MongoDatabase database;
  private final long documents;

  Collections(String uri, String database, long documents) {
    this.client = MongoClients.create(uri);
    this.database = client.getDatabase(database);
    this.documents = documents;
  }

  /** Makes sure that a collection holds what it should. */
  Collections requireAllIn(String name) {
    long found = database.getCollection(name).countDocuments();
    if (found != documents) {
      throw new IllegalStateException(
          "the collection " + name + " holds " + found + " documents, not " + documents);
    }
    return this;
  }

  void drop(String name) {
    database.getCollection(name).drop();
  }

  @Override
  public void close() {
    client.close();
  }
}

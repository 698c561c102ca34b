package io.godwit.bench.fleet;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;

/** The collections of a case, between its rounds. */
public final class Collections implements AutoCloseable {

  private final MongoClient client;
  private final MongoDatabase database;
  private final long documents;

  /**
   * Of a database, each of which is to hold so many documents.
   *
   * @param uri of the server, with what it needs to be reached
   */
  public Collections(String uri, String database, long documents) {
    this.client = MongoClients.create(uri);
    this.database = client.getDatabase(database);
    this.documents = documents;
  }

  /** Makes sure that a collection holds what it should. */
  public Collections requireAllIn(String name) {
    long found = database.getCollection(name).countDocuments();
    if (found != documents) {
      throw new IllegalStateException(
          "the collection " + name + " holds " + found + " documents, not " + documents);
    }
    return this;
  }

  /** Removes a collection, and nothing where there is none. */
  public void drop(String name) {
    database.getCollection(name).drop();
  }

  @Override
  public void close() {
    client.close();
  }
}

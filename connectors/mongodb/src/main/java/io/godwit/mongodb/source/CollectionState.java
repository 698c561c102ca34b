package io.godwit.mongodb.source;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;

/**
 * A collection as a reader sees it: one state of it, in which it is counted and read, where the
 * server has such; else whatever stands there at each moment. For one thread.
 */
final class CollectionState implements AutoCloseable {

  /** A server ends a batch at 16 MB, whatever is asked for. */
  private static final int BATCH = 1000;

  private final MongoCollection<RawBsonDocument> collection;
  private final Optional<ClientSession> snapshot;

  private CollectionState(
      MongoCollection<RawBsonDocument> collection, Optional<ClientSession> snapshot) {
    this.collection = collection;
    this.snapshot = snapshot;
  }

  /** The collection as it is at any moment. */
  static CollectionState unsteady(MongoCollection<RawBsonDocument> collection) {
    return new CollectionState(collection, Optional.empty());
  }

  /** The collection as it is when it is asked first. */
  static CollectionState steady(MongoClient client, MongoCollection<RawBsonDocument> collection) {
    ClientSessionOptions options = ClientSessionOptions.builder().snapshot(true).build();
    return new CollectionState(collection, Optional.of(client.startSession(options)));
  }

  /** Whether nothing that others do is seen in it. */
  boolean isSteady() {
    return snapshot.isPresent();
  }

  /** Whether the server has said that it keeps no states, though its version let one think so. */
  static boolean isRefused(MongoException e) {
    return (e instanceof MongoCommandException && !SourceErrors.isCursorGone(e))
        || e.getClass() == MongoClientException.class;
  }

  long count(BsonDocument filter) {
    return snapshot
        .map(session -> collection.countDocuments(session, filter))
        .orElseGet(() -> collection.countDocuments(filter));
  }

  /**
   * The documents of a filter in the order of their ids. The cursor times out like any other: one
   * that never did would stay on the server for ever when this process is killed.
   *
   * @param hinted whether the index over {@code _id} is to be used, come what may
   */
  MongoCursor<RawBsonDocument> find(BsonDocument filter, boolean hinted) {
    BsonDocument byId = new BsonDocument(IdBracket.ID, new BsonInt32(1));
    FindIterable<RawBsonDocument> found =
        snapshot
            .map(session -> collection.find(session, filter))
            .orElseGet(() -> collection.find(filter))
            .sort(byId)
            .batchSize(BATCH);
    return (hinted ? found.hint(byId) : found).cursor();
  }

  @Override
  public void close() {
    snapshot.ifPresent(ClientSession::close);
  }
}

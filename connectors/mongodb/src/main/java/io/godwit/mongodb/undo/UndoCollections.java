package io.godwit.mongodb.undo;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * The collections of ours beside those of a job. They are of one job alone, so that nobody else is
 * disturbed where they are dropped.
 */
record UndoCollections(MongoDatabase database, String job) {

  private static final String OURS = "godwit_undo_";
  private static final String ID = "_id";

  // As with targets: MongoDB limits database, dot and collection to 255 bytes.
  private static final int LONGEST_BYTES = 255 - 64;
  private static final int DIGEST_BYTES = 16;

  /** Which runs have something, and who is at work on them. */
  MongoCollection<BsonDocument> notes() {
    return sure(database.getCollection(OURS + job, BsonDocument.class));
  }

  /** What is kept of a collection. */
  MongoCollection<BsonDocument> images(String collection) {
    return sure(database.getCollection(name(collection), BsonDocument.class));
  }

  /** The collection itself, read where it is written: another member may lag behind. */
  MongoCollection<RawBsonDocument> target(String collection) {
    return database
        .getCollection(collection, RawBsonDocument.class)
        .withReadPreference(ReadPreference.primary());
  }

  /** A job's name has no {@code _}, so no two of these are one. */
  String name(String collection) {
    String name = OURS + job + "_" + collection;
    if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES) {
      return name;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(collection.getBytes(StandardCharsets.UTF_8));
      return OURS + job + "__" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whatever the connection says of its writes and reads: what is kept must be there. */
  private static MongoCollection<BsonDocument> sure(MongoCollection<BsonDocument> ours) {
    return ours.withWriteConcern(WriteConcern.MAJORITY)
        .withReadPreference(ReadPreference.primary());
  }

  /** Finds what is of a run, by the beginning of its id. */
  static BsonDocument of(String run) {
    return behind(run + "/", run);
  }

  /** The same, behind an id. */
  static BsonDocument behind(String id, String run) {
    // '0' is the character behind '/'.
    return new BsonDocument(
        ID, new BsonDocument("$gt", new BsonString(id)).append("$lt", new BsonString(run + "0")));
  }

  /** Finds one. */
  static BsonDocument id(String id) {
    return new BsonDocument(ID, new BsonString(id));
  }
}

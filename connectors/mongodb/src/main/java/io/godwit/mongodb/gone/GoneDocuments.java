package io.godwit.mongodb.gone;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spec.GoneSpec;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.DocumentKey;
import io.godwit.mongodb.bson.KeyFilter;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * A collection of which documents may be gone. Without state, for any thread.
 *
 * @param collection its name
 * @param key the fields that a document is found by
 * @param spec what the job says of documents that are gone
 */
public record GoneDocuments(
    MongoDatabase database,
    MongoErrors errors,
    String collection,
    List<String> key,
    GoneSpec spec) {

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  /**
   * Begins a search; the caller closes it.
   *
   * @throws Trouble where the server does not answer
   * @throws Refused where it refuses what the job says of its documents
   */
  public DocumentSearch search() throws Trouble {
    try {
      StagedKeys keys = new StagedKeys(database);
      keys.dropLeft();
      DocumentSearch search = new DocumentSearch(this, keys);
      search.check();
      return search;
    } catch (MongoException e) {
      throw said(e);
    }
  }

  /** Its documents, read where they are written: another member may lag behind. */
  MongoCollection<RawBsonDocument> documents() {
    return database
        .getCollection(collection, RawBsonDocument.class)
        .withReadPreference(ReadPreference.primary());
  }

  BsonDocument owned() {
    return new GoneRule(spec).owned();
  }

  /**
   * Deletes or marks documents, each by a command that asks once more whether it is the job's and
   * not marked. A part of them may be done where it ends early; done again, it is done.
   *
   * @throws Trouble where the server does not answer
   * @throws Refused where it refuses
   */
  public void remove(List<Document> rows) throws Trouble {
    BsonDocument owned = owned();
    Optional<BsonDocument> marked = new GoneRule(spec).mark(Instant.now());
    List<WriteModel<RawBsonDocument>> models = new ArrayList<>();
    for (Document row : rows) {
      BsonDocument one = new BsonDocument("$and", new BsonArray(List.of(found(row), owned)));
      models.add(
          marked
              .<WriteModel<RawBsonDocument>>map(mark -> new UpdateOneModel<>(one, mark))
              .orElseGet(() -> new DeleteOneModel<>(one)));
    }
    try {
      if (!models.isEmpty()) {
        documents().bulkWrite(models, UNORDERED);
      }
    } catch (MongoException e) {
      throw said(e);
    }
  }

  private BsonDocument found(Document row) {
    try {
      return DocumentKey.same(DocumentKey.document(key, KeyFilter.of(row, key)));
    } catch (UnwritableRecord e) {
      throw refused(e.failure().message(), e);
    }
  }

  /** Trouble where it may pass; what will not is for a person to hear. */
  Trouble said(MongoException e) {
    if (e instanceof MongoBulkWriteException bulk && !bulk.getWriteErrors().isEmpty()) {
      BulkWriteError first = bulk.getWriteErrors().getFirst();
      if (MongoErrors.isRefusal(first.getCode())) {
        throw refused(first.getMessage() + " (code " + first.getCode() + ")", e);
      }
    }
    if (MongoErrors.isRefusal(e.getCode())) {
      throw refused(String.valueOf(e.getMessage()), e);
    }
    return errors.trouble(e);
  }

  private Refused refused(String why, Throwable cause) {
    return new Refused(ErrorCode.GONE_REFUSED, "collection " + collection + ": " + why, cause);
  }
}

package io.godwit.mongodb.write;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsWitness.Witness;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.BsonBuffer;
import io.godwit.mongodb.bson.BsonEncoder;
import io.godwit.mongodb.bson.KeyFilter;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * What is asked of a collection without changing it: whether it takes anything, and whether it
 * holds a record.
 *
 * <p>MongoDB has neither triggers nor policies: beside validators and indexes, which blame a
 * document by codes of their own, it takes a write or refuses it for its user, its state or its
 * space. So an upsert that finds its document and sets nothing is as good a witness as any record:
 * it needs the rights to insert and to update, and a server that writes.
 */
final class CollectionProbe {

  private static final String ID = "_id";
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private final MongoDatabase database;
  private final MongoSink.Target target;
  private final MongoErrors errors;

  CollectionProbe(MongoDatabase database, MongoSink.Target target, MongoErrors errors) {
    this.database = database;
    this.target = target;
    this.errors = errors;
  }

  Witness witness() throws Trouble {
    MongoCollection<BsonDocument> collection =
        database.getCollection(target.collection(), BsonDocument.class);
    Optional<BsonValue> id = anyId(collection);
    BsonDocument nothing = new BsonDocument(ID, new BsonDocument("$in", new BsonArray()));
    BsonDocument update =
        new BsonDocument("$setOnInsert", new BsonDocument("witness", BsonBoolean.TRUE));
    try {
      // Between the look and the upsert somebody may delete the document: then one is left.
      collection.updateOne(
          id.map(value -> new BsonDocument(ID, new BsonDocument("$eq", value))).orElse(nothing),
          update,
          new UpdateOptions().upsert(id.isPresent()));
      return id.isPresent() ? Witness.RECORD : Witness.NOTHING;
    } catch (MongoWriteException e) {
      throw errors.trouble(e.getError());
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  /** Empty where there is none, or the user may not look. */
  private Optional<BsonValue> anyId(MongoCollection<BsonDocument> collection) throws Trouble {
    try {
      return Optional.ofNullable(
              collection.find().projection(new BsonDocument(ID, new BsonInt32(1))).first())
          .map(document -> document.get(ID));
    } catch (MongoCommandException e) {
      return Optional.empty();
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  List<Boolean> holds(List<Write> writes) throws Trouble {
    List<Boolean> held = new ArrayList<>(writes.size());
    for (Write write : writes) {
      held.add(holds(write.only()));
    }
    return held;
  }

  /** Whether it holds exactly this document. What cannot be asked for is not held. */
  boolean holds(Document fields) throws Trouble {
    try {
      return isHeld(fields);
    } catch (UnwritableRecord | MongoCommandException e) {
      return false;
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private boolean isHeld(Document fields) throws UnwritableRecord {
    BsonBuffer buffer = new BsonBuffer();
    BsonEncoder encoder = new BsonEncoder(buffer);
    List<Value> key = KeyFilter.of(fields, target.key());
    encoder.filter(target.key(), key);
    int middle = buffer.length();
    encoder.document(fields);
    RawBsonDocument wanted = buffer.view(middle, buffer.length());
    RawBsonDocument found =
        database
            .getCollection(target.collection(), RawBsonDocument.class)
            .find(buffer.view(0, middle))
            .first();
    return found != null && isSame(wanted, found);
  }

  /** The server puts {@code _id} first, and makes one where a document has none. */
  static boolean isSame(RawBsonDocument wanted, RawBsonDocument found) {
    BsonValue id = wanted.get(ID);
    return (id == null || id.equals(found.get(ID)))
        && bytesWithoutId(wanted).equals(bytesWithoutId(found));
  }

  /** As bytes, since the order of fields is part of a document's value. */
  private static ByteBuffer bytesWithoutId(RawBsonDocument document) {
    BsonDocument rest = new BsonDocument();
    document.forEach((name, value) -> {
      if (!name.equals(ID)) {
        rest.append(name, value);
      }
    });
    return new RawBsonDocument(rest, CODEC).getByteBuffer().asNIO();
  }
}

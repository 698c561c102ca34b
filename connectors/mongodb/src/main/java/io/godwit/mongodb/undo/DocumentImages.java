package io.godwit.mongodb.undo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.BsonBuffer;
import io.godwit.mongodb.bson.DocumentKey;
import io.godwit.mongodb.bson.DocumentPrint;
import io.godwit.mongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * What documents were before a run, and what it makes of them. Any thread may keep, of a key one at
 * a time.
 *
 * <p>An image is <code>{ _id: RUN/KEY, key, was, is: [digest, ...] }</code>, of which {@code key}
 * and {@code was} are the bytes of documents: as fields, some names in them would be refused by an
 * update. It is one upsert, so the first {@code was} of a run stays, and what the run makes of the
 * document is added behind.
 */
final class DocumentImages {

  static final String KEY = "key";
  static final String WAS = "was";
  static final String IS = "is";

  private static final int AT_ONCE = 100;

  /** Of the last so many states any may be found; a batch seldom has more than one of a key. */
  private static final int STATES = -64;

  /** What an image holds beside the document. */
  private static final int AROUND = 64 << 10;

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final UndoCollections ours;
  private final CollectionNotes notes;
  private final MongoErrors errors;
  private final String run;
  private final Set<String> noted = ConcurrentHashMap.newKeySet();

  DocumentImages(UndoCollections ours, CollectionNotes notes, MongoErrors errors, String run) {
    this.ours = ours;
    this.notes = notes;
    this.errors = errors;
    this.run = run;
  }

  /**
   * Keeps what is about to be overwritten; when it returns, that is confirmed by the majority.
   *
   * @return by their place in the batch, the records of which a document cannot be kept
   */
  Map<Integer, Failure> keep(List<Leaving> all) throws Trouble {
    Map<Integer, Failure> unkept = new HashMap<>();
    Map<String, Map<String, List<Leaving>>> byCollection = new LinkedHashMap<>();
    for (Leaving one : all) {
      byCollection
          .computeIfAbsent(one.collection(), none -> new LinkedHashMap<>())
          .computeIfAbsent(one.id(), none -> new ArrayList<>())
          .add(one);
    }
    for (Map.Entry<String, Map<String, List<Leaving>>> one : byCollection.entrySet()) {
      List<List<Leaving>> keys = List.copyOf(one.getValue().values());
      note(one.getKey(), keys.getFirst().getFirst().key());
      for (int from = 0; from < keys.size(); from += AT_ONCE) {
        keep(one.getKey(), keys.subList(from, Math.min(keys.size(), from + AT_ONCE)), unkept);
      }
    }
    return unkept;
  }

  private void note(String collection, List<String> key) throws Trouble {
    if (!noted.contains(collection)) {
      notes.put(run, collection, key);
      noted.add(collection);
    }
  }

  private void keep(String collection, List<List<Leaving>> keys, Map<Integer, Failure> unkept)
      throws Trouble {
    List<WriteModel<BsonDocument>> models = new ArrayList<>();
    try {
      Map<String, RawBsonDocument> found =
          found(
              ours.target(collection),
              keys.getFirst().getFirst().key(),
              keys.stream().map(one -> one.getFirst().values()).toList());
      for (List<Leaving> key : keys) {
        Optional<RawBsonDocument> was = Optional.ofNullable(found.get(key.getFirst().id()));
        if (was.filter(DocumentImages::isTooLarge).isPresent()) {
          key.forEach(one -> unkept.put(one.write(), tooLarge(collection)));
        } else {
          models.add(new UpdateOneModel<>(id(key.getFirst()), image(key, was), UPSERT));
        }
      }
      if (!models.isEmpty()) {
        ours.images(collection).bulkWrite(models, UNORDERED);
      }
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private static boolean isTooLarge(RawBsonDocument was) {
    return RawValue.bytes(was).length > BsonBuffer.LARGEST_DOCUMENT - AROUND;
  }

  private static Failure tooLarge(String collection) {
    return new Failure(
        ErrorCode.TARGET_TOO_LONG,
        "what collection "
            + collection
            + " holds under this key is too large to be kept for an undo: make it smaller, or leave"
            + " undo away");
  }

  /** The documents of some keys, by the id of these. */
  static Map<String, RawBsonDocument> found(
      MongoCollection<RawBsonDocument> target, List<String> key, List<RawBsonDocument> values) {
    Map<String, RawBsonDocument> found = new HashMap<>();
    for (RawBsonDocument document : target.find(DocumentKey.any(key, values))) {
      DocumentKey.id(document, key).ifPresent(id -> found.put(id, document));
    }
    return found;
  }

  private BsonDocument id(Leaving one) {
    return UndoCollections.id(run + "/" + one.id());
  }

  private static BsonDocument image(List<Leaving> key, Optional<RawBsonDocument> was) {
    BsonDocument first =
        new BsonDocument(KEY, new BsonBinary(RawValue.bytes(key.getFirst().values()).clone()));
    was.ifPresent(document -> first.append(WAS, new BsonBinary(RawValue.bytes(document).clone())));
    BsonArray prints = new BsonArray();
    key.forEach(one -> one.prints().forEach(print -> prints.add(new BsonString(print))));
    BsonDocument added = new BsonDocument("$each", prints).append("$slice", new BsonInt32(STATES));
    return new BsonDocument("$setOnInsert", first).append("$push", new BsonDocument(IS, added));
  }

  /**
   * Takes back what was said of documents that were not written, since whoever changes them later
   * has not changed what a run has left. One that is there as it was said was written by an attempt
   * before, under a rule that came later, and stays the run's.
   */
  void notWritten(List<Leaving> refused) throws Trouble {
    Map<String, List<Leaving>> byCollection = new LinkedHashMap<>();
    for (Leaving one : refused) {
      byCollection.computeIfAbsent(one.collection(), none -> new ArrayList<>()).add(one);
    }
    try {
      byCollection.forEach((collection, all) -> {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
          takeBack(collection, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
      });
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private void takeBack(String collection, List<Leaving> some) {
    Map<String, RawBsonDocument> found =
        found(
            ours.target(collection),
            some.getFirst().key(),
            some.stream().map(Leaving::values).toList());
    List<WriteModel<BsonDocument>> models = new ArrayList<>();
    for (Leaving one : some) {
      Optional<String> there = Optional.ofNullable(found.get(one.id())).map(DocumentPrint::of);
      if (there.filter(one.prints()::contains).isEmpty()) {
        BsonArray prints = new BsonArray(one.prints().stream().map(BsonString::new).toList());
        models.add(
            new UpdateOneModel<>(
                id(one), new BsonDocument("$pullAll", new BsonDocument(IS, prints))));
      }
    }
    if (!models.isEmpty()) {
      ours.images(collection).bulkWrite(models, UNORDERED);
    }
  }
}

package io.godwit.mongodb.undo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.Fault;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.BsonBuffer;
import io.godwit.mongodb.bson.DocumentKey;
import io.godwit.mongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * The undo of what a run did to one collection. A step looks at some documents, replaces or deletes
 * those that are as the run left them, each on condition that it is still the one that was looked
 * at, and looks again: what is as it was then is put back, whoever did it, and the rest is noted as
 * left. For one thread.
 */
final class CollectionUndo {

  private static final String CHANGED = "somebody has changed it since the run";
  private static final String REFUSED = "the database refuses to put it back: ";
  private static final String TOO_LARGE =
      "it and what it was are too large to be compared and replaced by one command";

  private static final int AT_ONCE = 200;
  private static final long BYTES = 8 << 20;
  private static final int AROUND = 64 << 10;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final UndoCollections ours;
  private final MongoErrors errors;
  private final CollectionNotes.Note note;

  CollectionUndo(UndoCollections ours, MongoErrors errors, CollectionNotes.Note note) {
    this.ours = ours;
    this.errors = errors;
    this.note = note;
  }

  /**
   * What a step did.
   *
   * @param next behind which the next one begins; empty where this was the last
   * @param refused how many the server has refused
   */
  record Step(Optional<String> next, long restored, long deleted, long refused) {}

  /** An image, and what its document is now. */
  private record Looked(Image image, Optional<RawBsonDocument> now, Image.Deed deed) {}

  /** What its documents are found by meanwhile. */
  UndoIndex index() {
    return new UndoIndex(ours.target(note.collection()), note.key(), errors);
  }

  /** Puts back what is next behind an id. */
  Step step(String behind) throws Trouble {
    try {
      List<Image> images = images(behind);
      if (images.isEmpty()) {
        return new Step(Optional.empty(), 0, 0, 0);
      }
      List<Looked> before = look(images);
      Map<String, String> refused = putBack(before);
      List<Looked> after = look(images);
      long restored = 0;
      long deleted = 0;
      Map<String, String> left = new HashMap<>();
      for (int i = 0; i < images.size(); i++) {
        Image image = images.get(i);
        if (after.get(i).deed() != Image.Deed.NOTHING) {
          left.put(image.id(), refused.getOrDefault(image.id(), CHANGED));
        } else if (before.get(i).deed() == Image.Deed.REPLACE) {
          restored++;
        } else if (before.get(i).deed() == Image.Deed.DELETE) {
          deleted++;
        }
      }
      mark(images, left);
      return new Step(Optional.of(images.getLast().id()), restored, deleted, refused.size());
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private List<Image> images(String behind) {
    List<Image> images = new ArrayList<>();
    long bytes = 0;
    for (BsonDocument found :
        ours.images(note.collection())
            .find(UndoCollections.behind(behind, note.run()))
            .sort(byId())
            .limit(AT_ONCE)) {
      Image image = Image.of(found);
      images.add(image);
      bytes += image.size();
      if (bytes > BYTES) {
        break;
      }
    }
    return images;
  }

  private static BsonDocument byId() {
    return new BsonDocument("_id", new BsonInt32(1));
  }

  private List<Looked> look(List<Image> images) {
    Map<String, RawBsonDocument> found =
        DocumentImages.found(
            ours.target(note.collection()), note.key(), images.stream().map(Image::key).toList());
    List<Looked> looked = new ArrayList<>();
    for (Image image : images) {
      Optional<RawBsonDocument> now = Optional.ofNullable(found.get(image.keyId()));
      looked.add(new Looked(image, now, image.deed(now)));
    }
    return looked;
  }

  /** Answers what the server has refused, and why. */
  private Map<String, String> putBack(List<Looked> all) throws Trouble {
    Map<String, String> refused = new HashMap<>();
    List<Looked> some = new ArrayList<>();
    for (Looked one : all) {
      if (one.deed() == Image.Deed.REPLACE && isTooLarge(one)) {
        refused.put(one.image().id(), TOO_LARGE);
      } else if (one.deed() == Image.Deed.REPLACE || one.deed() == Image.Deed.DELETE) {
        some.add(one);
      }
    }
    send(some, refused);
    return refused;
  }

  private static boolean isTooLarge(Looked one) {
    long now = one.now().map(document -> RawValue.bytes(document).length).orElse(0);
    return one.image().size() + now > BsonBuffer.LARGEST_DOCUMENT - AROUND;
  }

  private void send(List<Looked> some, Map<String, String> refused) throws Trouble {
    if (some.isEmpty()) {
      return;
    }
    try {
      ours.target(note.collection())
          .bulkWrite(some.stream().map(CollectionUndo::model).toList(), UNORDERED);
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        throw errors.trouble(e.getWriteConcernError());
      }
      for (BulkWriteError error : e.getWriteErrors()) {
        if (MongoErrors.of(error.getCode()) instanceof Fault.Passing) {
          throw errors.trouble(error);
        }
        String words = error.getMessage() + " (code " + error.getCode() + ")";
        refused.put(some.get(error.getIndex()).image().id(), REFUSED + words);
      }
    } catch (MongoCommandException e) {
      if (MongoErrors.of(e.getErrorCode()) instanceof Fault.Passing) {
        throw errors.trouble(e);
      }
      if (some.size() == 1) {
        String words = e.getErrorMessage() + " (code " + e.getErrorCode() + ")";
        refused.put(some.getFirst().image().id(), REFUSED + words);
        return;
      }
      send(some.subList(0, some.size() / 2), refused);
      send(some.subList(some.size() / 2, some.size()), refused);
    }
  }

  private static WriteModel<RawBsonDocument> model(Looked one) {
    BsonDocument same = unchanged(one.image().key(), one.now().orElseThrow());
    return one.image()
        .was()
        .<WriteModel<RawBsonDocument>>map(was -> new ReplaceOneModel<>(same, was))
        .orElseGet(() -> new DeleteOneModel<>(same));
  }

  /** Finds a document as long as it is just this one: each of its fields, and no other. */
  private static BsonDocument unchanged(RawBsonDocument key, RawBsonDocument now) {
    BsonValue id = now.get("_id");
    BsonDocument same = DocumentKey.same(key);
    if (id != null) {
      same.append("_id", new BsonDocument("$eq", id));
    }
    BsonArray both = new BsonArray();
    both.add(new BsonString("$$ROOT"));
    both.add(new BsonDocument("$literal", now));
    return same.append("$expr", new BsonDocument("$eq", both));
  }

  private void mark(List<Image> images, Map<String, String> left) {
    List<WriteModel<BsonDocument>> models = new ArrayList<>();
    for (Image image : images) {
      Optional<String> why = Optional.ofNullable(left.get(image.id()));
      if (!why.equals(image.left())) {
        BsonDocument change = new BsonDocument(Image.LEFT, new BsonString(why.orElse("")));
        models.add(
            new UpdateOneModel<>(
                UndoCollections.id(image.id()),
                new BsonDocument(why.isPresent() ? "$set" : "$unset", change)));
      }
    }
    if (!models.isEmpty()) {
      ours.images(note.collection()).bulkWrite(models, UNORDERED);
    }
  }

  /** Tells of all documents that are left; answers how many they are. */
  long left(Consumer<SupportsUndo.Left> each) throws Trouble {
    BsonDocument which =
        UndoCollections.of(note.run())
            .append(Image.LEFT, new BsonDocument("$exists", BsonBoolean.TRUE));
    long left = 0;
    try {
      for (BsonDocument found : ours.images(note.collection()).find(which).sort(byId())) {
        Image image = Image.of(found);
        each.accept(
            new SupportsUndo.Left(
                note.collection(), DocumentKey.shown(image.key()), image.left().orElse("")));
        left++;
      }
      return left;
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }
}

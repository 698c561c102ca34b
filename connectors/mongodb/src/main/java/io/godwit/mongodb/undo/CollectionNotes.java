package io.godwit.mongodb.undo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.mongodb.MongoErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Which collections a run has written to, how far its undo is, and who is in the middle of a batch.
 * Any thread may ask.
 *
 * <pre>
 * _id: RUN/collection/NAME   run, collection, key, state
 * _id: RUN/partition/N       inside: a batch is under way; closed: none begins any more
 * </pre>
 */
record CollectionNotes(UndoCollections ours, MongoErrors errors) {

  private static final String COLLECTION = "collection";
  private static final String CLOSED = "closed";
  private static final String INSIDE = "inside";
  private static final String STATE = "state";
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  /**
   * A collection of which something is kept.
   *
   * @param key the fields that its documents are found by
   */
  record Note(String run, String collection, List<String> key, State state) {}

  /** Something that is asked of the server. */
  private interface Asking<T> {
    T of(MongoCollection<BsonDocument> notes);
  }

  private <T> T ask(Asking<T> asking) throws Trouble {
    try {
      return asking.of(ours.notes());
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private static String partition(String run, int partition) {
    return run + "/partition/" + partition;
  }

  /**
   * Begins a batch. One command: where the partition is closed the filter does not find it, and
   * another one of its id cannot be made.
   *
   * @throws Trouble {@code LEDGER_TAKEN} where the run is being undone
   */
  void enter(String run, int partition) throws Trouble {
    BsonDocument open =
        UndoCollections.id(partition(run, partition))
            .append(CLOSED, new BsonDocument("$ne", BsonBoolean.TRUE));
    try {
      ours.notes().updateOne(open, set(INSIDE, BsonBoolean.TRUE), UPSERT);
    } catch (MongoWriteException e) {
      throw e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY
          ? new Trouble(ErrorCode.LEDGER_TAKEN, "run " + run + " is being undone")
          : errors.trouble(e.getError());
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  /** Ends a batch that was answered. */
  void leave(String run, int partition) throws Trouble {
    ask(notes ->
        notes.updateOne(
            UndoCollections.id(partition(run, partition)), set(INSIDE, BsonBoolean.FALSE)));
  }

  private static BsonDocument set(String field, BsonValue value) {
    return new BsonDocument("$set", new BsonDocument(field, value));
  }

  /** Notes that a run writes to a collection; twice is once. */
  void put(String run, String collection, List<String> key) throws Trouble {
    BsonArray names = new BsonArray(key.stream().map(BsonString::new).toList());
    BsonDocument note =
        new BsonDocument("run", new BsonString(run))
            .append(COLLECTION, new BsonString(collection))
            .append("key", names)
            .append(STATE, new BsonString(State.KEPT.name()));
    ask(notes ->
        notes.updateOne(
            UndoCollections.id(run + "/collection/" + collection),
            new BsonDocument("$setOnInsert", note),
            UPSERT));
  }

  /** All, the newest run first. */
  List<Note> all() throws Trouble {
    List<Note> all = new ArrayList<>();
    ask(notes ->
        notes
            .find(new BsonDocument(COLLECTION, new BsonDocument("$exists", BsonBoolean.TRUE)))
            .map(CollectionNotes::note)
            .into(all));
    all.sort(Comparator.comparing(Note::run).reversed().thenComparing(Note::collection));
    return all;
  }

  private static Note note(BsonDocument found) {
    return new Note(
        found.getString("run").getValue(),
        found.getString(COLLECTION).getValue(),
        found.getArray("key").stream().map(name -> name.asString().getValue()).toList(),
        State.valueOf(found.getString(STATE).getValue()));
  }

  /** The runs of which something is kept, the newest first. */
  List<Kept> kept() throws Trouble {
    Map<String, State> runs = new LinkedHashMap<>();
    for (Note note : all()) {
      runs.merge(note.run(), note.state(), (one, other) -> one.compareTo(other) < 0 ? one : other);
    }
    return runs.entrySet().stream().map(run -> new Kept(run.getKey(), run.getValue())).toList();
  }

  /** Notes how far the undo of a run is. */
  void set(String run, State state) throws Trouble {
    BsonDocument which =
        UndoCollections.of(run).append(COLLECTION, new BsonDocument("$exists", BsonBoolean.TRUE));
    ask(notes -> notes.updateMany(which, set(STATE, new BsonString(state.name()))));
  }

  /** No batch of these partitions begins any more, now and for ever. */
  void close(String run, int partitions) throws Trouble {
    for (int i = 0; i < partitions; i++) {
      BsonDocument which = UndoCollections.id(partition(run, i));
      ask(notes -> notes.updateOne(which, set(CLOSED, BsonBoolean.TRUE), UPSERT));
    }
  }

  /** Whether a batch was begun of which nobody has said that it has ended. */
  boolean isUnderWay(String run) throws Trouble {
    BsonDocument which = UndoCollections.of(run).append(INSIDE, BsonBoolean.TRUE);
    return ask(notes -> notes.find(which).first() != null);
  }

  /** Takes a run's batches for ended. */
  void endAll(String run) throws Trouble {
    BsonDocument which = UndoCollections.of(run).append(INSIDE, BsonBoolean.TRUE);
    ask(notes -> notes.updateMany(which, set(INSIDE, BsonBoolean.FALSE)));
  }

  /** Takes away what is noted of a run. */
  void forget(String run) throws Trouble {
    ask(notes -> notes.deleteMany(UndoCollections.of(run)));
  }
}

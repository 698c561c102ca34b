package io.godwit.mongodb.undo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.Listener;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.DocumentKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** What a database keeps to undo runs. Any thread may use it. */
public record DatabaseUndo(MongoDatabase database, MongoErrors errors) {

  private UndoCollections ours(String job) {
    return new UndoCollections(database, job);
  }

  private CollectionNotes notes(String job) {
    return new CollectionNotes(ours(job), errors);
  }

  /** What has a partition's documents kept as they were. */
  public PartitionLedger keeping(LedgerOwner owner) {
    UndoCollections ours = ours(owner.job());
    CollectionNotes notes = notes(owner.job());
    return new PartitionKeeping(
        notes,
        new DocumentImages(ours, notes, errors, owner.run()),
        owner.run(),
        owner.partition());
  }

  /** The runs of a job of which something is kept, the newest first. */
  public List<Kept> kept(String job) throws Trouble {
    return notes(job).kept();
  }

  /** Undoes a run; see {@link io.godwit.common.spi.sink.SupportsUndo#undo}. */
  public Undone undo(JobRun run, int partitions, Listener listener) throws Trouble {
    return new UndoWalk(ours(run.job()), errors, run, listener).of(partitions);
  }

  /**
   * Forgets what is kept of some runs of a job.
   *
   * @return these runs
   */
  public List<String> forget(String job, Predicate<String> which) throws Trouble {
    Set<String> runs = new LinkedHashSet<>();
    try {
      for (CollectionNotes.Note note : notes(job).all()) {
        if (which.test(note.run())) {
          ours(job).images(note.collection()).deleteMany(UndoCollections.of(note.run()));
          runs.add(note.run());
        }
      }
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
    for (String run : runs) {
      notes(job).forget(run);
    }
    return List.copyOf(runs);
  }

  /**
   * Forgets what is kept of some documents, of every run of a job.
   *
   * @return of how many, each run by itself
   */
  public long forgetRows(String job, Predicate<Document> isMeant, boolean dry) throws Trouble {
    BsonDocument keyAlone = new BsonDocument(DocumentImages.KEY, new BsonInt32(1));
    long rows = 0;
    try {
      for (CollectionNotes.Note note : notes(job).all()) {
        MongoCollection<BsonDocument> images = ours(job).images(note.collection());
        List<BsonValue> meant = new ArrayList<>();
        for (BsonDocument image :
            images.find(UndoCollections.of(note.run())).projection(keyAlone)) {
          byte[] key = image.getBinary(DocumentImages.KEY).getData();
          if (isMeant.test(DocumentKey.shown(new RawBsonDocument(key)))) {
            meant.add(image.getString("_id"));
          }
        }
        rows += meant.size();
        if (!dry) {
          meant.forEach(id -> images.deleteOne(new BsonDocument("_id", id)));
        }
      }
      return rows;
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  /**
   * Forgets all that is kept of a job, which has no unfinished run, and drops what held it.
   *
   * @return what was done, a sentence each
   */
  public List<String> forget(String job) throws Trouble {
    List<CollectionNotes.Note> notes = notes(job).all();
    List<String> done = new ArrayList<>();
    try {
      // The images first: what the notes do not tell of would never be found again.
      for (String collection :
          notes.stream().map(CollectionNotes.Note::collection).distinct().toList()) {
        ours(job).images(collection).drop();
        done.add("what was kept of collection " + collection + " is deleted, of every run");
      }
      if (ours(job).notes().find(new BsonDocument()).first() != null) {
        ours(job).notes().drop();
      }
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
    return done;
  }
}

package io.godwit.mongodb.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.Listener;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.mongodb.MongoErrors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The undo of a run in a database. For one thread. */
final class UndoWalk {

  /**
   * So long a batch is waited for of which nobody says that it has ended: batches are cut such that
   * they take two seconds. Most often its worker is dead, and what a server has in hand by then is
   * written, or was never sent.
   */
  private static final Duration UNDER_WAY = Duration.ofSeconds(3);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final CollectionNotes notes;
  private final UndoCollections ours;
  private final MongoErrors errors;
  private final JobRun run;
  private final Listener listener;
  private long restored;
  private long deleted;

  UndoWalk(UndoCollections ours, MongoErrors errors, JobRun run, Listener listener) {
    this.notes = new CollectionNotes(ours, errors);
    this.ours = ours;
    this.errors = errors;
    this.run = run;
    this.listener = listener;
  }

  /** Undoes it; see {@link io.godwit.common.spi.sink.SupportsUndo#undo}. */
  Undone of(int partitions) throws Trouble {
    Kept.requireNewest(notes.kept(), run);
    notes.close(run.run(), partitions);
    notes.set(run.run(), State.BEGUN);
    awaitEnds();
    // Once more: a batch that was under way may have been the first of its collection.
    notes.set(run.run(), State.BEGUN);
    List<CollectionUndo> collections =
        notes.all().stream()
            .filter(note -> note.run().equals(run.run()))
            .map(note -> new CollectionUndo(ours, errors, note))
            .toList();
    for (CollectionUndo collection : collections) {
      collection.index().make();
    }
    long before;
    boolean refused;
    do {
      before = restored + deleted;
      refused = false;
      for (CollectionUndo collection : collections) {
        refused |= putBack(collection);
      }
      // What was refused may be taken when other documents are as they were.
    } while (refused && restored + deleted > before);
    long left = 0;
    for (CollectionUndo collection : collections) {
      left += collection.left(listener::left);
      collection.index().drop();
    }
    notes.set(run.run(), State.UNDONE);
    return new Undone(restored, deleted, 0, left);
  }

  /** Answers whether anything was refused. */
  private boolean putBack(CollectionUndo collection) throws Trouble {
    boolean refused = false;
    Optional<String> behind = Optional.of(run.run() + "/");
    while (behind.isPresent()) {
      CollectionUndo.Step step = collection.step(behind.get());
      restored += step.restored();
      deleted += step.deleted();
      refused |= step.refused() > 0;
      behind = step.next();
      if (step.restored() + step.deleted() > 0) {
        listener.putBack(step.restored() + step.deleted());
      }
    }
    return refused;
  }

  private void awaitEnds() throws Trouble {
    long end = System.nanoTime() + UNDER_WAY.toNanos();
    while (notes.isUnderWay(run.run()) && System.nanoTime() < end) {
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble(
            ErrorCode.TARGET_BUSY, "interrupted while waiting for the last batches of " + run, e);
      }
    }
    notes.endAll(run.run());
  }
}

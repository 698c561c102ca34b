package io.godwit.files.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.Left;
import io.godwit.common.spi.sink.SupportsUndo.Listener;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.common.store.ObjectFacts;
import io.godwit.files.turns.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The undo of a run in a store. For one thread. */
final class ObjectsUndo {

  private static final Duration LOOK = Duration.ofMillis(200);

  /** So many names make a step. */
  private static final int STEP = 200;

  private final StoreUndo undo;
  private final KeepingStore store;
  private final JobRun run;
  private final RunNames names;
  private final Listener listener;
  private long restored;
  private long deleted;
  private long leftAsItIs;

  /** An undo that has not begun. */
  ObjectsUndo(StoreUndo undo, JobRun run, Listener listener) {
    this.undo = undo;
    this.store = undo.store();
    this.run = run;
    this.names = new RunNames(run.job(), run.run());
    this.listener = listener;
  }

  /** Undoes it; see {@link io.godwit.common.spi.sink.SupportsUndo#undo}. */
  Undone of(int partitions) throws Trouble {
    RunStates states = new RunStates(store.aside(), run.job());
    Kept.requireNewest(states.kept(), run);
    List<PartitionPresence> all =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new PartitionPresence(store.aside(), names, partition))
            .toList();
    for (PartitionPresence presence : all) {
      presence.close();
    }
    states.set(run.run(), State.BEGUN);
    awaitEnds(all);
    Optional<String> behind = step(Optional.empty());
    while (behind.isPresent()) {
      behind = step(behind);
    }
    states.set(run.run(), State.UNDONE);
    return new Undone(restored, deleted, 0, leftAsItIs);
  }

  /** Answers behind which note the next step begins; nothing where there is none. */
  private Optional<String> step(Optional<String> behind) throws Trouble {
    List<ObjectFacts> notes = store.aside().list(names.notes(), behind, STEP).objects();
    if (notes.isEmpty()) {
      return Optional.empty();
    }
    NameUndo.End[] ends = new NameUndo.End[notes.size()];
    NameUndo one = new NameUndo(store, run.run());
    List<Turns.Work> works = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      int at = i;
      works.add(() -> {
        Optional<KeptName> kept = KeptName.read(store.aside(), notes.get(at).name());
        ends[at] = kept.isPresent() ? one.undo(kept.get()) : new NameUndo.End.Untouched();
      });
    }
    undo.turns().all(works);
    tell(Arrays.asList(ends));
    return Optional.of(notes.getLast().name());
  }

  private void tell(List<NameUndo.End> ends) {
    long before = restored + deleted;
    for (NameUndo.End end : ends) {
      switch (end) {
        case NameUndo.End.Untouched ignored -> {}
        case NameUndo.End.Restored ignored -> restored++;
        case NameUndo.End.Deleted ignored -> deleted++;
        case NameUndo.End.Left(String name, String why) -> {
          leftAsItIs++;
          listener.left(
              new Left(undo.place(), Document.of(StoreUndo.NAME, new Value.Text(name)), why));
        }
      }
    }
    if (restored + deleted > before) {
      listener.putBack(restored + deleted - before);
    }
  }

  private void awaitEnds(List<PartitionPresence> all) throws Trouble {
    long end = System.nanoTime() + undo.underWay().toNanos();
    for (PartitionPresence presence : all) {
      long left = end - System.nanoTime();
      while (presence.isUnderWay() && left > 0) {
        await(Math.min(left, LOOK.toNanos()));
        left = end - System.nanoTime();
      }
      presence.end();
    }
  }

  private void await(long nanos) throws Trouble {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(
          ErrorCode.STORE_BUSY, "interrupted while waiting for the last batches of " + run, e);
    }
  }
}

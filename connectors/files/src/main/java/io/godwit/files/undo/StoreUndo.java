package io.godwit.files.undo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.Listener;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.common.store.ObjectFacts;
import io.godwit.files.turns.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a store keeps to undo runs. Any thread may use it.
 *
 * @param place what a person calls the store
 * @param turns how much is done at once
 * @param underWay so long an undo waits for a batch of which nobody says that it has ended. Most
 *     often its worker is dead, and what it had sent by then is there or was never whole
 */
public record StoreUndo(KeepingStore store, String place, Turns turns, Duration underWay) {

  private static final Duration UNDER_WAY = Duration.ofSeconds(5);
  private static final int PAGE = 1000;

  /** One that waits for others as long as it is worth. */
  public StoreUndo(KeepingStore store, String place, Turns turns) {
    this(store, place, turns, UNDER_WAY);
  }

  private RunStates states(String job) {
    return new RunStates(store.aside(), job);
  }

  /** What has a partition's objects kept as they were. */
  public ObjectKeeping keeping(LedgerOwner owner) {
    return new ObjectKeeping(store, new RunNames(owner.job(), owner.run()), owner.partition());
  }

  /** The runs of a job of which something is kept, the newest first. */
  public List<Kept> kept(String job) throws Trouble {
    return states(job).kept();
  }

  /** Undoes a run; see {@link io.godwit.common.spi.sink.SupportsUndo#undo}. */
  public Undone undo(JobRun run, int partitions, Listener listener) throws Trouble {
    return new ObjectsUndo(this, run, listener).of(partitions);
  }

  /**
   * Forgets what is kept of some runs of a job. One that is killed on the way is forgotten, and
   * what is left of it goes with the next call.
   *
   * @return these runs
   */
  public List<String> forget(String job, Predicate<String> which) throws Trouble {
    List<String> runs = states(job).runs().stream().filter(which).toList();
    for (String run : runs) {
      states(job).forget(run);
      remove(new RunNames(job, run));
    }
    return runs;
  }

  private void remove(RunNames names) throws Trouble {
    List<ObjectFacts> page = store.aside().list(names.all(), Optional.empty(), PAGE).objects();
    while (!page.isEmpty()) {
      List<Turns.Work> works = new ArrayList<>();
      for (ObjectFacts one : page) {
        if (!one.name().equals(names.state())) {
          works.add(() -> store.aside().remove(one.name(), Optional.empty()));
        }
      }
      turns.all(works);
      Optional<String> behind = Optional.of(page.getLast().name());
      page = store.aside().list(names.all(), behind, PAGE).objects();
    }
    store.aside().remove(names.state(), Optional.empty());
  }

  /**
   * Forgets all that is kept of a job, which has no unfinished run.
   *
   * @return what was done, a sentence each
   */
  public List<String> forget(String job) throws Trouble {
    return forget(job, run -> true).isEmpty()
        ? List.of()
        : List.of("what was kept of objects in " + place + " is deleted, of every run");
  }
}

package io.godwit.files.undo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  /** What the key of an object is called, in what an undo tells. */
  static final String NAME = "name";

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

  /**
   * Forgets what is kept of some objects, of every run of a job.
   *
   * @param isMeant by a document of the object's name
   * @return of how many objects, each run by itself
   */
  public long forgetRows(String job, Predicate<Document> isMeant, boolean dry) throws Trouble {
    long objects = 0;
    for (String run : states(job).runs()) {
      RunNames names = new RunNames(job, run);
      Optional<String> behind = Optional.empty();
      List<ObjectFacts> page = store.aside().list(names.notes(), behind, PAGE).objects();
      while (!page.isEmpty()) {
        for (KeptName kept : read(page)) {
          if (isMeant.test(Document.of(NAME, new Value.Text(kept.name())))) {
            objects++;
            if (!dry) {
              forget(names, kept.name());
            }
          }
        }
        behind = Optional.of(page.getLast().name());
        page = store.aside().list(names.notes(), behind, PAGE).objects();
      }
    }
    return objects;
  }

  private List<KeptName> read(List<ObjectFacts> notes) throws Trouble {
    Queue<KeptName> read = new ConcurrentLinkedQueue<>();
    List<Turns.Work> works = new ArrayList<>();
    for (ObjectFacts note : notes) {
      works.add(() -> KeptName.read(store.aside(), note.name()).ifPresent(read::add));
    }
    turns.all(works);
    return List.copyOf(read);
  }

  /** The note last: who dies before finds it again, and an undo tells that its image is gone. */
  private void forget(RunNames names, String name) throws Trouble {
    for (ObjectFacts image :
        store.aside().list(names.images(name), Optional.empty(), PAGE).objects()) {
      store.aside().remove(image.name(), Optional.empty());
    }
    store.aside().remove(names.note(name), Optional.empty());
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

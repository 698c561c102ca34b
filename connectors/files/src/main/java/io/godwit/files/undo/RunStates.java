package io.godwit.files.undo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Of which runs of a job something is kept, and how far their undo is. Any thread may ask. */
record RunStates(ObjectStore aside, String job) {

  /** Of a run that is being forgotten: some of what was kept may be gone already. */
  private static final String FORGOTTEN = "FORGOTTEN";

  private Words words() {
    return new Words(aside);
  }

  private RunNames names(String run) {
    return new RunNames(job, run);
  }

  /** Notes that something is kept of a run, before anything is; twice is once. */
  void begin(String run) throws Trouble {
    words().sayFirst(names(run).state(), State.KEPT.name());
  }

  void set(String run, State state) throws Trouble {
    words().say(names(run).state(), state.name());
  }

  /** From now on the run cannot be undone. */
  void forget(String run) throws Trouble {
    words().say(names(run).state(), FORGOTTEN);
  }

  /** All runs of which there is anything, forgotten or not. */
  List<String> runs() throws Trouble {
    List<String> runs = new ArrayList<>();
    String prefix = RunNames.ofJob(job);
    Optional<String> behind = Optional.empty();
    while (true) {
      List<ObjectFacts> next = aside.list(prefix, behind, 1).objects();
      if (next.isEmpty()) {
        return runs;
      }
      String name = next.getFirst().name();
      String run = name.substring(prefix.length(), name.indexOf('/', prefix.length()));
      runs.add(run);
      behind = Optional.of(names(run).behind());
    }
  }

  /** The runs that can be undone, the newest first. */
  List<Kept> kept() throws Trouble {
    List<Kept> kept = new ArrayList<>();
    for (String run : runs()) {
      words()
          .word(names(run).state())
          .filter(word -> !word.equals(FORGOTTEN))
          .ifPresent(word -> kept.add(new Kept(run, State.valueOf(word))));
    }
    kept.sort(Comparator.comparing(Kept::run).reversed());
    return kept;
  }
}

package io.godwit.files.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.aside.Copied;
import java.util.Optional;

/**
 * Has all that is put in a partition kept as it was. A batch that puts nothing asks nothing.
 *
 * <p>Any thread of a batch may put; one batch at a time ends.
 */
public final class ObjectKeeping implements Overwriting {

  /** How often others may come between a look and the put before it becomes trouble. */
  private static final int ATTEMPTS = 3;

  private final KeepingStore store;
  private final RunStates states;
  private final RunNames names;
  private final ObjectImages images;
  private final PartitionPresence presence;
  private volatile boolean begun;

  ObjectKeeping(KeepingStore store, RunNames names, int partition) {
    this.store = store;
    this.states = new RunStates(store.aside(), names.job());
    this.names = names;
    this.images = new ObjectImages(store, names);
    this.presence = new PartitionPresence(store.aside(), names, partition);
  }

  @Override
  public PutAnswer put(Wanted object, Optional<ObjectFacts> there, PutTerms terms, Putting putting)
      throws Trouble {
    enter();
    PutTerms sealed = RunSeal.on(terms, object.name(), object.size());
    Optional<ObjectFacts> over = there;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (images.keep(object.name(), over)) {
        case Copied.Unfit(Failure failure) -> {
          return new PutAnswer.Unfit(failure);
        }
        case Copied.Changed ignored -> over = store.store().look(object.name());
        case Copied.Done ignored -> {
          PutAnswer answer = putting.put(only(sealed, over));
          if (!(answer instanceof PutAnswer.Taken(ObjectFacts now)) || !terms.replace()) {
            return answer;
          }
          over = Optional.of(now);
        }
      }
    }
    throw new Trouble(
        ErrorCode.STORE_BUSY,
        "'" + object.name() + "' was changed by others each time before it could be replaced");
  }

  private void enter() throws Trouble {
    if (!begun) {
      states.begin(names.run());
      begun = true;
    }
    presence.enter();
  }

  /** Only over what was kept; where nothing was, only where nothing is. */
  private static PutTerms only(PutTerms terms, Optional<ObjectFacts> over) {
    return terms.replace() && over.isPresent()
        ? terms.over(over.get().version())
        : new PutTerms(false, terms.mark(), terms.type(), terms.notes());
  }

  /** Ends a batch of which all is answered. */
  public void leave() throws Trouble {
    presence.leave();
  }

  /** Ends one of which nobody knows what is still under way. */
  public void doubt() {
    presence.doubt();
  }
}

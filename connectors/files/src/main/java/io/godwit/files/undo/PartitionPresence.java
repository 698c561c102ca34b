package io.godwit.files.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says of a partition whether somebody is putting objects, and whether nobody may any more. Each
 * change is put over the version that was seen, so entering and closing cannot pass one another.
 *
 * <p>Any thread may enter; one at a time leaves.
 */
final class PartitionPresence {

  private static final String INSIDE = "inside";
  private static final String OUTSIDE = "outside";

  /** Closed while somebody was inside. */
  private static final String CLOSING = "closing";

  private static final String CLOSED = "closed";

  /** Of two that change it at once one comes second, and neither often. */
  private static final int ATTEMPTS = 100;

  private final Words words;
  private final String name;
  private final String run;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<String> version = Optional.empty();
  private boolean inside;

  PartitionPresence(ObjectStore aside, RunNames names, int partition) {
    this.words = new Words(aside);
    this.name = names.partition(partition);
    this.run = names.run();
  }

  /**
   * Enters, unless one of the batch has.
   *
   * @throws Trouble {@code LEDGER_TAKEN} where the run is being undone
   */
  void enter() throws Trouble {
    lock.lock();
    try {
      for (int attempt = 0; !inside && attempt < ATTEMPTS; attempt++) {
        ObjectFacts there = put(INSIDE);
        requireOpen(there);
        version = Optional.of(there.version());
        inside = isAt(there, INSIDE);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The version of a closed one is never remembered, or the next word would be put over it. */
  private void requireOpen(ObjectFacts there) throws Trouble {
    if (isAt(there, CLOSING) || isAt(there, CLOSED)) {
      throw new Trouble(ErrorCode.LEDGER_TAKEN, "run " + run + " is being undone");
    }
  }

  private static boolean isAt(ObjectFacts there, String word) {
    return there.mark().filter(word::equals).isPresent();
  }

  private ObjectFacts put(String word) throws Trouble {
    return version.isPresent()
        ? words.sayOver(name, word, version.get())
        : words.sayFirst(name, word);
  }

  /** Leaves, when all of a batch is answered. */
  void leave() throws Trouble {
    lock.lock();
    try {
      if (inside) {
        ObjectFacts there = put(OUTSIDE);
        if (isAt(there, CLOSING)) {
          words.sayOver(name, CLOSED, there.version());
        }
        version = isAt(there, OUTSIDE) ? Optional.of(there.version()) : Optional.empty();
        inside = false;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * After trouble nobody knows what of a batch is still under way, so it counts as inside; but the
   * repeat has to ask again whether it may.
   */
  void doubt() {
    lock.lock();
    try {
      version = Optional.empty();
      inside = false;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in any more, now and for ever. */
  void close() throws Trouble {
    ObjectFacts there = words.sayFirst(name, CLOSED);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String word = there.mark().orElse("");
      if (word.equals(CLOSED) || word.equals(CLOSING)) {
        return;
      }
      there = words.sayOver(name, word.equals(INSIDE) ? CLOSING : CLOSED, there.version());
    }
    throw new Trouble(
        ErrorCode.STORE_BUSY,
        "run " + run + " goes on too quickly for its partitions to be closed");
  }

  /** Whether somebody was inside when it was closed, and has not said that he has left. */
  boolean isUnderWay() throws Trouble {
    return words.word(name).filter(CLOSING::equals).isPresent();
  }

  /** Takes whoever is inside for gone. */
  void end() throws Trouble {
    if (isUnderWay()) {
      words.say(name, CLOSED);
    }
  }
}

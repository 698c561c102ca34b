package io.godwit.files.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.aside.Copied;
import java.util.Optional;

/**
 * The undo of one name. It is looked at, put back or removed on condition that it is still what was
 * looked at, and looked at again where it was not. Any thread may use it, each name one.
 */
record NameUndo(KeepingStore store, String run) {

  private static final String CHANGED = "somebody has changed it since the run";
  private static final String REFUSED = "the store refuses to put it back: ";
  private static final String LOST = "what it was is not kept any more: somebody has deleted that";
  private static final String HELD =
      "the store does not let it be put back, though nobody has changed it: perhaps it is held";
  private static final int ATTEMPTS = 3;

  /** What became of it. */
  sealed interface End {

    /** It is as it was, or the run has not put it. */
    record Untouched() implements End {}

    /** What the run had replaced stands there again. */
    record Restored() implements End {}

    /** What the run had made is gone. */
    record Deleted() implements End {}

    /** It is not as it was. */
    record Left(String name, String why) implements End {}
  }

  End undo(KeptName kept) throws Trouble {
    try {
      return kept.image().isPresent()
          ? restored(kept.name(), kept.image().get())
          : deleted(kept.name());
    } catch (Trouble trouble) {
      // What it does not let be done to this object it may let be done to others.
      if (trouble.code() == ErrorCode.STORE_RIGHTS) {
        return new End.Left(kept.name(), REFUSED + trouble.message());
      }
      throw trouble;
    }
  }

  private End deleted(String name) throws Trouble {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<ObjectFacts> now = store.store().look(name);
      if (now.isEmpty()) {
        return attempt == 0 ? new End.Untouched() : new End.Deleted();
      }
      if (!RunSeal.isOf(run, now.get())) {
        return new End.Left(name, CHANGED);
      }
      if (store.store().remove(name, Optional.of(now.get().version())).isEmpty()) {
        return new End.Deleted();
      }
    }
    return new End.Left(name, HELD);
  }

  private End restored(String name, String image) throws Trouble {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<ObjectFacts> now = store.store().look(name);
      if (now.filter(facts -> RunSeal.isOf(run, facts)).isEmpty()) {
        return unlessOurs(name, image, now, attempt > 0);
      }
      switch (store.keeping().putBack(image, name, now.get().version())) {
        case Copied.Done ignored -> {
          return new End.Restored();
        }
        case Copied.Unfit(Failure failure) -> {
          return new End.Left(name, REFUSED + failure.message());
        }
        case Copied.Changed ignored -> {
          if (store.aside().look(image).isEmpty()) {
            return new End.Left(name, LOST);
          }
        }
      }
    }
    return new End.Left(name, HELD);
  }

  /** What has come of one that is not as the run has left it. */
  private End unlessOurs(String name, String image, Optional<ObjectFacts> now, boolean tried)
      throws Trouble {
    Optional<ObjectFacts> was = store.aside().look(image);
    if (now.isEmpty()) {
      return new End.Left(name, CHANGED);
    }
    if (was.isEmpty()) {
      return new End.Left(name, LOST);
    }
    boolean same = new ImageComparison(store.store(), store.aside()).isSame(now.get(), was.get());
    if (!same) {
      return new End.Left(name, CHANGED);
    }
    return tried ? new End.Restored() : new End.Untouched();
  }
}

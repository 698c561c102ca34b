package io.godwit.files.undo;

import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.aside.SupportsAside;
import java.util.Optional;

/**
 * A store that can keep objects aside.
 *
 * @param store as others see it
 * @param keeping the same
 */
public record KeepingStore(ObjectStore store, SupportsAside keeping) {

  /** Empty for a store that cannot. */
  public static Optional<KeepingStore> of(ObjectStore store) {
    return store instanceof SupportsAside keeping
        ? Optional.of(new KeepingStore(store, keeping))
        : Optional.empty();
  }

  ObjectStore aside() {
    return keeping.aside();
  }
}

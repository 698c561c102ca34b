package io.godwit.cli.demo;

import io.godwit.common.model.Trouble;
import io.godwit.common.store.ObjectStore;

/** Files that a demonstration makes in a store, which follow from a seed. */
public sealed interface SetupStore permits FileTree, BookShelf {

  /**
   * Makes the files; what stands there already is known by its mark.
   *
   * @throws Trouble where the store does not take one
   */
  void growIn(ObjectStore store) throws Trouble;
}

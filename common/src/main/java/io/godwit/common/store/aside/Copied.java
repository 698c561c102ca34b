package io.godwit.common.store.aside;

import io.godwit.common.model.failure.Failure;

/** What became of an object that a store was to copy within itself. */
public sealed interface Copied {

  /** The copy stands there. */
  record Done() implements Copied {}

  /** What was to be copied, or what it was to replace, is not of the version that was named. */
  record Changed() implements Copied {}

  /** The store will never copy this object with all that it keeps with it. */
  record Unfit(Failure failure) implements Copied {}
}

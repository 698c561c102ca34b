package io.godwit.common.store;

import io.godwit.common.model.failure.Failure;

/** What became of an object that was put. */
public sealed interface PutAnswer {

  /**
   * It stands there.
   *
   * @param facts what the store knows of it now
   * @param created whether nothing stood under the name before; an object with the mark of this
   *     very put ({@link PutTerms#mark()}) counts as created by it
   */
  record Stored(ObjectFacts facts, boolean created) implements PutAnswer {}

  /**
   * Another one stands there, and the terms do not allow it to be replaced.
   *
   * @param there the other one
   */
  record Taken(ObjectFacts there) implements PutAnswer {}

  /** The store will never take this object under this name. */
  record Unfit(Failure failure) implements PutAnswer {}
}

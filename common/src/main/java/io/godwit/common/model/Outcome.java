package io.godwit.common.model;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;

/**
 * The end of a record. An outcome is deterministic: it would be the same at every attempt. Whatever
 * might go differently the next time is {@link Trouble} and never an outcome.
 */
public sealed interface Outcome extends Answer {

  /** The target holds the record. */
  enum Written implements Outcome {
    WRITTEN
  }

  /** The target held exactly this record already. */
  enum Unchanged implements Outcome {
    UNCHANGED
  }

  /** A step of the job left the record out on purpose. */
  enum Dropped implements Outcome {
    DROPPED
  }

  /** The record cannot be migrated as it is; it waits as a dead letter. */
  record Failed(Failure failure) implements Outcome {}
}

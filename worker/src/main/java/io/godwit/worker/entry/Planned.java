package io.godwit.worker.entry;

import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Failure;

/** What is to become of a record at the target. */
public sealed interface Planned {

  /** It is written. */
  record Rows(Write write) implements Planned {}

  /** The steps have dropped it, or no place of the job takes it. */
  enum Nothing implements Planned {
    NOTHING
  }

  /** A step has rejected it, or what a place says of it cannot be computed. */
  record Unfit(Failure failure) implements Planned {}
}

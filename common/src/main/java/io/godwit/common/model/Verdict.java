package io.godwit.common.model;

/** What a step says of one record. */
public sealed interface Verdict {

  /** The record goes on, as changed by the step. */
  record Keep(DataRecord record) implements Verdict {}

  /** The job leaves the record out on purpose. */
  enum Drop implements Verdict {
    DROP
  }

  /** The record cannot go on; it becomes a dead letter. */
  record Reject(Failure failure) implements Verdict {}
}

package io.godwit.common.model;

import io.godwit.common.model.failure.Failure;

/**
 * What a sink says of one record: how it ended, or that the target refused it for a reason of which
 * the sink does not know whether it would be the same at every attempt.
 */
public sealed interface Answer permits Outcome, Answer.Doubt {

  /**
   * The target refused this record alone, and nothing of it is written. The reason is neither one
   * that is surely the data's nor one that surely passes, so whoever asked decides by evidence.
   *
   * @param reason how the target spells the reason, for instance an SQLSTATE; the same reason is
   *     spelt the same at every attempt
   * @param failure what becomes of the record where the evidence is against it
   */
  record Doubt(String reason, Failure failure) implements Answer {}
}

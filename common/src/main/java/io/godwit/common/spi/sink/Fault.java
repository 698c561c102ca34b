package io.godwit.common.spi.sink;

import io.godwit.common.model.failure.ErrorCode;

/** Whose fault an error of a target is, as far as its code tells. */
public sealed interface Fault {

  /** Surely the data's, at every attempt. */
  record OfData(ErrorCode code) implements Fault {}

  /** Surely something that passes, and may strike anything. */
  record Passing(ErrorCode code) implements Fault {}

  /**
   * One of the two: only evidence tells.
   *
   * @param reason how the target spells it: an SQLSTATE, a number
   */
  record Unknown(String reason) implements Fault {}
}

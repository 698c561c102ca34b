package io.godwit.mongodb;

import io.godwit.common.model.ErrorCode;

/** Whose fault an error of the server is, as far as its code tells. */
sealed interface Fault {

  /** Surely the data's, at every attempt. */
  record OfData(ErrorCode code) implements Fault {}

  /** Surely something that passes, and may strike anything. */
  record Passing(ErrorCode code) implements Fault {}

  /** One of the two: only evidence tells. */
  record Unknown(int code) implements Fault {}
}

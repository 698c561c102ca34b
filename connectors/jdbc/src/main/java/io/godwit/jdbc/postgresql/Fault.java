package io.godwit.jdbc.postgresql;

import io.godwit.common.model.ErrorCode;

/** Whose fault an error of the server is, as far as its SQLSTATE tells. */
sealed interface Fault {

  /** Surely the data's, at every attempt. */
  record OfData(ErrorCode code) implements Fault {}

  /** Surely something that passes, and may strike anything. */
  record Passing(ErrorCode code) implements Fault {}

  /** One of the two: only evidence tells. */
  record Unknown(String state) implements Fault {}
}

package io.godwit.worker.step.field;

import io.godwit.common.model.value.Document;

/** Makes other fields of a record's fields. Deterministic; any thread, several at once. */
@FunctionalInterface
public interface FieldFunction {

  /**
   * The fields behind it.
   *
   * @param fields not changed; answered as they are where there is nothing to do
   * @throws Unmade where the record cannot go on
   */
  Document apply(Document fields) throws Unmade;
}

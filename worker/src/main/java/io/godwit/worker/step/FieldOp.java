package io.godwit.worker.step;

import io.godwit.common.model.Document;

/** An operation that needs one record's fields only. Deterministic; any thread, several at once. */
@FunctionalInterface
interface FieldOp {

  Change apply(Document fields);
}

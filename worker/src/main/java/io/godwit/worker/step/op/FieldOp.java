package io.godwit.worker.step.op;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;

/** An operation that needs one record's fields only. Deterministic; any thread, several at once. */
public interface FieldOp {

  Change apply(Document fields);

  /** Which fields hold bare text behind it, by those that do before it. */
  BareTexts bare(BareTexts before);

  /** What the sink's key needs before it, by what it needs behind it. */
  void traceBack(KeyNeeds needs);
}

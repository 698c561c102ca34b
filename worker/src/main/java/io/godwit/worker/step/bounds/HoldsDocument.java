package io.godwit.worker.step.bounds;

import io.godwit.common.model.value.Document;

/** What expressions see of a document, which can be weighed without converting its fields. */
public interface HoldsDocument {

  /** The document. */
  Document document();
}

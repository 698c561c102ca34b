package io.godwit.common.model.schema;

import io.godwit.common.model.value.BareTexts;

/** What a source knows of a field's type. */
public enum Knowledge {
  /** The job file says it, and what does not fit fails. */
  DECLARED,
  /**
   * The source has types of its own: each value brings its own, and the schema shows a sample's.
   */
  NATIVE,
  /**
   * Nothing: the values are bare text. The schema shows what a sample looks like, for a person; see
   * {@link BareTexts}.
   */
  BARE
}

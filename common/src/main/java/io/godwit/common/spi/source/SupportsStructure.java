package io.godwit.common.spi.source;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Structure;
import java.util.List;

/** A source that knows what its units are made of, so that a target can make units like them. */
public interface SupportsStructure {

  /** Whether it does: one of several databases may be reached by what tells only of columns. */
  default boolean knowsStructure() {
    return true;
  }

  /**
   * Its units, in their order. To be asked only where it {@link #knowsStructure}.
   *
   * @throws Trouble where the source does not answer
   */
  List<Structure> structures() throws Trouble;
}

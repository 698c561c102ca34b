package io.godwit.common.spi;

import io.godwit.common.model.Structure;
import io.godwit.common.model.Trouble;
import java.util.List;

/** A source that knows what its units are made of, so that a target can make units like them. */
public interface SupportsStructure {

  /**
   * Its units, in their order.
   *
   * @throws Trouble where the source does not answer
   */
  List<Structure> structures() throws Trouble;
}

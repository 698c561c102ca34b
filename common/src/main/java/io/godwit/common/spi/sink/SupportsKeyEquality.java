package io.godwit.common.spi.sink;

import java.util.Optional;

/**
 * A sink that knows how its target compares keys. Records are placed in partitions by {@link
 * io.godwit.common.model.folding.Folding}, and the order among records of one key rests on its
 * being coarser than the target's equality.
 */
public interface SupportsKeyEquality {

  /**
   * Why it is not known to be; empty where it is. The text names the key field and its type, and
   * what to do about it.
   */
  Optional<String> unknownEquality();
}

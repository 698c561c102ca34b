package io.godwit.common.spi.sink;

import java.util.List;

/**
 * A sink that has a key of its own where the job names none. Records are placed by the key at the
 * source then, and what places them has to see that it is the same one.
 */
public interface SupportsKey {

  /** The columns or fields of the key in the target, in their order there; never empty. */
  List<String> key();
}

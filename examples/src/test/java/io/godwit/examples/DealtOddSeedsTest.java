package io.godwit.examples;

import io.godwit.examples.faults.DealtFaults;
import java.util.stream.Stream;

/**
 * The odd seeds: two classes, so that two processes share the seeds, and here to be begun early.
 */
class DealtOddSeedsTest implements DealtFaults {

  static Stream<?> deals() {
    return DealtFaults.withRemainder(1);
  }
}

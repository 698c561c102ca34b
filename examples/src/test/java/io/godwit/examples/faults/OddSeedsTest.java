package io.godwit.examples.faults;

import java.util.List;

/** The odd seeds; two classes, so that two processes share them. */
class OddSeedsTest implements DealtFaults {

  static List<Deal> deals() {
    return Deal.wanted().stream().filter(deal -> deal.seed() % 2 == 1).toList();
  }
}

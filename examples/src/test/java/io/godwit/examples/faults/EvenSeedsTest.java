package io.godwit.examples.faults;

import java.util.List;

/** The even seeds; two classes, so that two processes share them. */
class EvenSeedsTest implements DealtFaults {

  static List<Deal> deals() {
    return Deal.wanted().stream().filter(deal -> deal.seed() % 2 == 0).toList();
  }
}

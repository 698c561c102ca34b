package io.godwit.examples.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * What a seed has: always the same.
 *
 * @param faults that strike in this order
 */
record Deal(int seed, Pair pair, List<Fault> faults) {

  /** How many seeds an ordinary build has. */
  static final int ORDINARY = 20;

  private static final int FAULTS = 2;

  /** Those that are asked for: {@code -Dseeds} says how many, {@code -Dseed} a single one. */
  static List<Deal> wanted() {
    int count = Integer.getInteger("seeds", ORDINARY);
    int one = Integer.getInteger("seed", -1);
    return one < 0 ? first(count) : List.of(first(one + 1).getLast());
  }

  /**
   * The deals of the seeds from 0 on. Pairs and faults are dealt like cards of a pack, which is
   * shuffled anew when it is used up: no pair comes twice before each has come once, and a fault
   * that does not fit a pair is kept for the next that it fits.
   */
  static List<Deal> first(int count) {
    List<Deal> deals = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (int seed = 0; seed < count; seed++) {
      Random shuffling = new Random(seed);
      if (pairs.isEmpty()) {
        pairs.addAll(Pair.all());
        Collections.shuffle(pairs, shuffling);
      }
      Pair pair = pairs.removeFirst();
      deals.add(new Deal(seed, pair, List.copyOf(taken(faults, pair, shuffling))));
    }
    return deals;
  }

  private static List<Fault> taken(List<Fault> pack, Pair pair, Random shuffling) {
    List<Fault> taken = new ArrayList<>();
    while (taken.size() < FAULTS) {
      for (Iterator<Fault> each = pack.iterator(); each.hasNext() && taken.size() < FAULTS; ) {
        Fault fault = each.next();
        if (fault.fits(pair)) {
          each.remove();
          taken.add(fault);
        }
      }
      if (taken.size() < FAULTS) {
        List<Fault> more = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(more, shuffling);
        pack.addAll(more);
      }
    }
    return taken;
  }

  @Override
  public String toString() {
    return "seed " + seed + ": " + pair + ", " + faults;
  }
}

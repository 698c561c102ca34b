package io.godwit.files.listing;

import io.godwit.common.store.ObjectFacts;

/**
 * What changes when a listing does: how many things it has, and the sum of a hash of each. A sum
 * needs no memory of what it is of, and nothing is lost by forgetting the order, which is the
 * names'.
 */
final class ListingPrint {

  /** FNV-1a of 64 bits. */
  private static final long BASIS = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  private long count;
  private long lost;
  private long sum;

  void add(Listed.Item item) {
    switch (item) {
      case Listed.Item.Other ignored -> {}
      case Listed.Item.Lost gone -> {
        count++;
        lost++;
        sum += hash(gone.what().name());
      }
      case Listed.Item.Named object -> {
        ObjectFacts facts = object.facts();
        count++;
        sum += hash(facts.name() + "\n" + facts.size() + "\n" + facts.version());
      }
    }
  }

  private static long hash(String text) {
    long hash = BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    // The last characters have reached few bits by now, and what is summed needs all of them.
    hash ^= hash >>> 32;
    hash *= 0x9e3779b97f4a7c15L;
    return hash ^ hash >>> 29;
  }

  /** How many are failed records from the start. */
  long lost() {
    return lost;
  }

  String text() {
    return count + " names " + Long.toHexString(sum);
  }
}

package io.godwit.producer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who of a crew publishes which split. All who see the same crew answer the same, without a word to
 * each other; none has more than its part, rounded up; and where one comes or goes, few of the
 * splits of the others move: each split asks its favourites in turn for one that has room.
 */
final class Sharing {

  private Sharing() {}

  /** The splits of one of those that are present. */
  static SortedSet<Integer> of(
      SortedSet<Integer> splits, SortedSet<String> present, String member) {
    int room = Math.ceilDiv(splits.size(), present.size());
    Map<String, Integer> taken = new HashMap<>();
    SortedSet<Integer> its = new TreeSet<>();
    for (int split : splits) {
      String best = present.first();
      boolean found = false;
      for (String one : present) {
        boolean hasRoom = taken.getOrDefault(one, 0) < room;
        if (hasRoom && (!found || favour(one, split) > favour(best, split))) {
          best = one;
          found = true;
        }
      }
      taken.merge(best, 1, Integer::sum);
      if (best.equals(member)) {
        its.add(split);
      }
    }
    return its;
  }

  /** As good as drawn by lot, and the same everywhere. */
  private static long favour(String member, int split) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : (member + "/" + split).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }
}

package io.godwit.testkit.guarantee;

import io.godwit.common.model.RecordId;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** A set of the records of a run, some bits each. For one thread. */
final class RecordSet {

  private final Map<Integer, BitSet> splits = new TreeMap<>();

  /** Answers whether it was not in there before. */
  boolean add(RecordId id) {
    BitSet split = of(id.split());
    int ordinal = Math.toIntExact(id.ordinal());
    boolean isNew = !split.get(ordinal);
    split.set(ordinal);
    return isNew;
  }

  boolean contains(RecordId id) {
    return of(id.split()).get(Math.toIntExact(id.ordinal()));
  }

  /** The ordinal of the first record of a split that is not in there. */
  long firstMissing(int split) {
    return of(split).nextClearBit(0);
  }

  /** Behind the last record of a split that is in there; 0 where none is. */
  long end(int split) {
    return of(split).length();
  }

  private BitSet of(int split) {
    return splits.computeIfAbsent(split, ignored -> new BitSet());
  }
}

package io.godwit.aggregator.report;

import io.godwit.common.model.RecordId;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells whether a stream of record ids names every record of every split exactly once, in memory
 * that does not grow with the records.
 *
 * <p>Counts alone would miss one record lost and another doubled. So each id is mixed to 64 bits
 * (the finalizer of SplitMix64: Steele, Lea, Flood, OOPSLA 2014) and a split keeps the sum of them;
 * the sum over the ordinals from 0 on is what it must be. Two different collections of ids have one
 * sum with a chance of 2^-64. A sum, not an exclusive or, in which a doubled pair would vanish.
 */
final class RecordChecksum {

  private static final int NONE = -1;

  private final Map<Integer, Count> splits = new HashMap<>();

  /** Long runs of records are of one split, which is looked up once. */
  private int latestSplit = NONE;

  private Count latest = new Count();

  private static final class Count {
    private long records;
    private long sum;
  }

  /** Takes note of a record. */
  void add(RecordId id) {
    if (id.split() != latestSplit) {
      latestSplit = id.split();
      latest = splits.computeIfAbsent(latestSplit, ignored -> new Count());
    }
    latest.records++;
    latest.sum += mix(id.split(), id.ordinal());
  }

  /** Whether the split's records from 0 to {@code records - 1} were each noted exactly once. */
  boolean complete(int split, long records) {
    Count count = splits.getOrDefault(split, new Count());
    if (count.records != records) {
      return false;
    }
    long expected = 0;
    for (long ordinal = 0; ordinal < records; ordinal++) {
      expected += mix(split, ordinal);
    }
    return count.sum == expected;
  }

  /** Whether the other one noted the same records of a split, each as often. */
  boolean agrees(int split, RecordChecksum other) {
    Count mine = splits.getOrDefault(split, new Count());
    Count theirs = other.splits.getOrDefault(split, new Count());
    return mine.records == theirs.records && mine.sum == theirs.sum;
  }

  private static long mix(int split, long ordinal) {
    long z = (ordinal + 1) * 0x9E3779B97F4A7C15L + split * 0xD1B54A32D192ED03L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

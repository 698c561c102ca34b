package io.godwit.jdbc.sql.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The pieces of a batch in the order in which they must reach the target. */
public final class WriteOrder {

  private static final int FREE = -1;

  private WriteOrder() {}

  /**
   * The pieces of a batch: by rounds, or in the order of the batch where the keys do not tell which
   * records belong together.
   *
   * @param groups the group of each record
   */
  public static List<Slice> of(SinkKeys keys, int[] groups) {
    return keys.certain() ? rounds(keys, groups) : inOrder(keys, groups);
  }

  /**
   * Pieces by rounds: the first records of all keys, then the second ones, and so on. Within a
   * round and group they are in the order of {@link SinkKeys#compare}, so that two jobs that write
   * the same rows of one table take their locks in one order.
   *
   * <p>Earlier records of a key are not dropped although later ones overwrite them. What would
   * become of a dropped one? Called written, it would be so without the target's word, which may
   * refuse it. And had the batch been cut between the two, the target would have been asked: its
   * outcome would depend on where batches are cut, and outcomes are the same at every attempt.
   */
  static List<Slice> rounds(SinkKeys keys, int[] groups) {
    int[] rounds = occurrences(keys);
    Integer[] order =
        IntStream.range(0, keys.records()).filter(keys::has).boxed().toArray(Integer[]::new);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingInt(r -> rounds[r])
            .thenComparingInt(r -> groups[r])
            .thenComparing(keys::compare));
    return cut(order, (a, b) -> rounds[a] != rounds[b] || groups[a] != groups[b], groups);
  }

  /**
   * Pieces of consecutive records in the order of the batch, cut where a key comes again or the
   * group changes. Where two spellings of a key meet in one piece, the target says so, and halving
   * it keeps the order; rounds would not. What is lost is the order in which locks are taken.
   */
  static List<Slice> inOrder(SinkKeys keys, int[] groups) {
    int[] rounds = occurrences(keys);
    Integer[] order =
        IntStream.range(0, keys.records()).filter(keys::has).boxed().toArray(Integer[]::new);
    return cut(order, (a, b) -> rounds[b] > 0 || groups[a] != groups[b], groups);
  }

  /** Whether a piece ends between two neighbours. */
  private interface Cut {
    boolean between(int left, int right);
  }

  private static List<Slice> cut(Integer[] order, Cut cut, int[] groups) {
    List<Slice> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || cut.between(order[i - 1], order[i])) {
        int[] records = Arrays.stream(order, start, i).mapToInt(Integer::intValue).toArray();
        pieces.add(new Slice(groups[records[0]], records));
        start = i;
      }
    }
    return pieces;
  }

  /** How many records of the same key stand before each one in the batch. */
  private static int[] occurrences(SinkKeys keys) {
    int[] rounds = new int[keys.records()];
    int size = Integer.highestOneBit(Math.max(2, keys.records())) << 2;
    int[] latest = new int[size];
    Arrays.fill(latest, FREE);
    for (int record = 0; record < rounds.length; record++) {
      if (keys.has(record)) {
        int slot = slot(keys, record, latest);
        rounds[record] = latest[slot] == FREE ? 0 : rounds[latest[slot]] + 1;
        latest[slot] = record;
      }
    }
    return rounds;
  }

  /** Where the table holds the record's key, or would hold it: open addressing, one step a time. */
  private static int slot(SinkKeys keys, int record, int[] latest) {
    int slot = keys.hash(record) & (latest.length - 1);
    while (latest[slot] != FREE && !keys.same(latest[slot], record)) {
      slot = (slot + 1) & (latest.length - 1);
    }
    return slot;
  }
}

package io.godwit.jdbc.sql.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    int[] order = withKey(keys);
    sort(
        order,
        order.clone(),
        0,
        order.length,
        (a, b) -> {
          int byPiece =
              rounds[a] != rounds[b]
                  ? Integer.compare(rounds[a], rounds[b])
                  : Integer.compare(groups[a], groups[b]);
          return byPiece != 0 ? byPiece : keys.compare(a, b);
        });
    return cut(order, (a, b) -> rounds[a] != rounds[b] || groups[a] != groups[b], groups);
  }

  /**
   * Pieces of consecutive records in the order of the batch, cut where a key comes again or the
   * group changes. Where two spellings of a key meet in one piece, the target says so, and halving
   * it keeps the order; rounds would not. What is lost is the order in which locks are taken.
   */
  static List<Slice> inOrder(SinkKeys keys, int[] groups) {
    int[] rounds = occurrences(keys);
    int[] order = withKey(keys);
    return cut(order, (a, b) -> rounds[b] > 0 || groups[a] != groups[b], groups);
  }

  private static int[] withKey(SinkKeys keys) {
    int[] records = new int[keys.records()];
    int count = 0;
    for (int record = 0; record < records.length; record++) {
      records[count] = record;
      count += keys.has(record) ? 1 : 0;
    }
    return Arrays.copyOf(records, count);
  }

  /** Which of two records goes first. */
  private interface Order {
    int compare(int one, int other);
  }

  /**
   * Sorts by merging halves, since the JDK sorts numbers by an order of one's own only as objects.
   * Most batches come in order already, and then nothing is moved.
   *
   * @param spare as long; holds anything
   */
  private static void sort(int[] records, int[] spare, int start, int end, Order order) {
    if (end - start < 2) {
      return;
    }
    int middle = (start + end) >>> 1;
    sort(records, spare, start, middle, order);
    sort(records, spare, middle, end, order);
    if (order.compare(records[middle - 1], records[middle]) <= 0) {
      return;
    }
    System.arraycopy(records, start, spare, start, middle - start);
    int left = start;
    int right = middle;
    for (int i = start; left < middle; i++) {
      boolean fromRight = right < end && order.compare(spare[left], records[right]) > 0;
      records[i] = fromRight ? records[right++] : spare[left++];
    }
  }

  /** Whether a piece ends between two neighbours. */
  private interface Cut {
    boolean between(int left, int right);
  }

  private static List<Slice> cut(int[] order, Cut cut, int[] groups) {
    List<Slice> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || cut.between(order[i - 1], order[i])) {
        int[] records = Arrays.copyOfRange(order, start, i);
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

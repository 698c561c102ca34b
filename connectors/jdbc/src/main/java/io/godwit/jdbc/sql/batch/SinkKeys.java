package io.godwit.jdbc.sql.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The sink keys of a batch as bytes, by the record's place in the batch: two are equal where the
 * target holds them for one key. The key of the source says nothing about that, since steps may
 * have changed the columns, and comparing bytes allocates nothing.
 *
 * <p>Not every target's equality can be known here (there are collations without regard to case,
 * and dates come in many spellings). Where some key's cannot, {@link #certain()} says so.
 *
 * <p>For one thread.
 */
public final class SinkKeys {

  private static final int NONE = -1;

  private final int[] from;
  private final int[] to;
  private byte[] bytes = new byte[0];
  private boolean certain = true;

  /** Keys of a batch of which none is known yet. */
  public SinkKeys(int records) {
    from = new int[records];
    to = new int[records];
    Arrays.fill(from, NONE);
  }

  /**
   * Says where a record's key lies in the bytes that {@link #over} gives.
   *
   * @param sure whether another key of other bytes is another key for the target, too
   */
  public void set(int record, int start, int end, boolean sure) {
    from[record] = start;
    to[record] = end;
    certain &= sure;
  }

  /** Gives the bytes that hold all keys; they must not change any more. */
  public SinkKeys over(byte[] all) {
    bytes = all;
    return this;
  }

  /** Whether keys of different bytes are different keys for the target. */
  public boolean certain() {
    return certain;
  }

  /** The number of records in the batch, with and without a key. */
  public int records() {
    return from.length;
  }

  /** Whether the record has a key, and so is to be written. */
  public boolean has(int record) {
    return from[record] != NONE;
  }

  /** Whether two records have the same key. */
  boolean same(int one, int other) {
    return Arrays.equals(bytes, from[one], to[one], bytes, from[other], to[other]);
  }

  /** Something that is equal for two records where {@link #same} is. */
  public String text(int record) {
    return new String(bytes, from[record], to[record] - from[record], StandardCharsets.ISO_8859_1);
  }

  int hash(int record) {
    int hash = 1;
    for (int i = from[record]; i < to[record]; i++) {
      hash = 31 * hash + bytes[i];
    }
    // The table takes the low bits, which the last characters alone would decide.
    return hash ^ (hash >>> 15);
  }

  /**
   * The order in which all writers take their locks: the shorter key first, then byte by byte. For
   * whole numbers that is their own order, which is also the order of the index.
   */
  int compare(int one, int other) {
    int byLength = (to[one] - from[one]) - (to[other] - from[other]);
    return byLength != 0
        ? byLength
        : Arrays.compareUnsigned(bytes, from[one], to[one], bytes, from[other], to[other]);
  }
}

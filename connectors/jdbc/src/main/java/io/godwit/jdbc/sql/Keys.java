package io.godwit.jdbc.sql;

import java.util.Arrays;

/**
 * The sink keys of a batch as the bytes that are sent for them, by the record's place in the batch.
 *
 * <p>Bytes and not values: they are at hand anyway, comparing them allocates nothing, and steps may
 * have changed the key columns, so that the key of the source says nothing about them. Two
 * spellings of one key (1.0 and 1.00) are different here; {@link Isolation} answers that case as a
 * clash when the target reports it.
 *
 * <p>For one thread.
 */
public final class Keys {

  private static final int NONE = -1;

  private final int[] from;
  private final int[] to;
  private byte[] bytes = new byte[0];

  /** Keys of a batch of which none is known yet. */
  public Keys(int records) {
    from = new int[records];
    to = new int[records];
    Arrays.fill(from, NONE);
  }

  /** Says where a record's key lies in the bytes that {@link #over} gives. */
  public void set(int record, int start, int end) {
    from[record] = start;
    to[record] = end;
  }

  /** Gives the bytes that hold all keys; they must not change any more. */
  public Keys over(byte[] all) {
    bytes = all;
    return this;
  }

  /** The bytes of all keys; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** The number of records in the batch, with and without a key. */
  public int records() {
    return from.length;
  }

  /** Whether the record has a key, and so is to be written. */
  public boolean has(int record) {
    return from[record] != NONE;
  }

  /** Where the record's key starts in {@link #bytes()}. */
  public int from(int record) {
    return from[record];
  }

  /** Where the record's key ends in {@link #bytes()}. */
  public int to(int record) {
    return to[record];
  }

  /** Whether two records have the same key. */
  boolean same(int one, int other) {
    return Arrays.equals(bytes, from[one], to[one], bytes, from[other], to[other]);
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

package io.godwit.common.model;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A set of records of one run, in a bit a record: 100 million are 12 MB. Their numbers are dense,
 * since each counts the records of a split. For one thread that adds; then for any that ask.
 */
public final class RecordBits {

  private static final int BITS = 16;

  private record Lot(int split, long number) {}

  private final Map<Lot, BitSet> lots = new HashMap<>();

  /** An empty one. */
  public RecordBits() {}

  /** Adds a record, unless it is in there already. */
  public void add(RecordId record) {
    lots.computeIfAbsent(lot(record), ignored -> new BitSet()).set(inLot(record));
  }

  /** Whether a record is in there. */
  public boolean has(RecordId record) {
    BitSet lot = lots.get(lot(record));
    return lot != null && lot.get(inLot(record));
  }

  private static Lot lot(RecordId record) {
    return new Lot(record.split(), record.ordinal() >>> BITS);
  }

  private static int inLot(RecordId record) {
    return (int) (record.ordinal() & ((1 << BITS) - 1));
  }
}

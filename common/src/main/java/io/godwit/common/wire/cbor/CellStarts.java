package io.godwit.common.wire.cbor;

import io.godwit.common.model.value.Cells;

/**
 * Where the values of some records begin: one array for all records of a pack, and not one for
 * each. For one thread; the cells that it makes are for any.
 */
public final class CellStarts {

  private final int[] starts;
  private int used;

  /**
   * Room for the values of records, and for one place more of each.
   *
   * @param places counted with care: a message must not make it larger than itself
   */
  public CellStarts(int places) {
    starts = new int[places];
  }

  /** Room for the records of a pack whose head was read, if they have so many values each. */
  public static CellStarts ofPack(CborReader in, int records, int values) {
    // A value has a byte at least, so what claims to have more values than bytes is found out
    // before this is full.
    return new CellStarts((int) Math.min(records * (values + 1L), records + (long) in.left()));
  }

  /** Reads values one behind the other, which are all there are of a record. */
  Cells pass(CborReader in, int count) {
    int first = used;
    for (int i = 0; i < count; i++) {
      begin(in);
      ValueCheck.pass(in, 1);
    }
    begin(in);
    return cells(in, first);
  }

  /** Takes note that a value begins where the reader is, or that the last one of a record ends. */
  void begin(CborReader in) {
    starts[used++] = in.at();
  }

  /** The cells of what began since a place; the last is the end. */
  Cells cells(CborReader in, int first) {
    return new EncodedCells(in.all(), starts, first, used - first - 1);
  }
}

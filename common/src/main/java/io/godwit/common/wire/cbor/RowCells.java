package io.godwit.common.wire.cbor;

/**
 * Values that {@link RowEncoder} has written, one behind the other and spelt as it spells them. So
 * they may be copied, as others may not: those have names between them where they come from a map,
 * and are spelt as somebody else liked.
 */
final class RowCells extends EncodedCells {

  /**
   * Cells over arrays that may be shared. What these cells have in them is not changed any more.
   */
  RowCells(byte[] in, int[] starts, int first, int size) {
    super(in, starts, first, size);
  }

  /** How many bytes all values have. */
  int bytes() {
    return size() == 0 ? 0 : end(size() - 1) - start(0);
  }

  /** Writes all values as they are. */
  void into(CborWriter out) {
    if (size() > 0) {
      out.raw(in(), start(0), end(size() - 1));
    }
  }

  /** Writes one value as it is. */
  void into(CborWriter out, int place) {
    out.raw(in(), start(place), end(place));
  }
}

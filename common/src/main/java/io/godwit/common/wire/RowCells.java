package io.godwit.common.wire;

import io.godwit.common.model.Cells;
import io.godwit.common.model.Value;
import io.godwit.common.model.ValueConsumer;
import java.util.Objects;

/**
 * Values that {@link RowEncoder} has written, one behind the other and spelt as it spells them. So
 * they may be copied, as {@link EncodedCells} may not: those have names between them where they
 * come from a map, and are spelt as somebody else liked.
 */
final class RowCells implements Cells {

  private final byte[] in;
  private final int[] starts;
  private final int first;
  private final int size;

  /**
   * Cells over arrays that may be shared. What these cells have in them is not changed any more.
   *
   * @param starts where each value begins, of maybe more than these cells
   * @param first where these cells begin in there; one more than they are belongs to them, and says
   *     where the last value ends
   */
  RowCells(byte[] in, int[] starts, int first, int size) {
    this.in = in;
    this.starts = starts;
    this.first = first;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Value value(int place) {
    return EncodedValue.read(in, start(place));
  }

  @Override
  public void tell(int place, ValueConsumer consumer) {
    EncodedValue.tell(in, start(place), consumer);
  }

  /** How many bytes all values have. */
  int bytes() {
    return starts[first + size] - starts[first];
  }

  /** Writes all values as they are. */
  void into(CborWriter out) {
    out.raw(in, starts[first], starts[first + size]);
  }

  /** Writes one value as it is. */
  void into(CborWriter out, int place) {
    out.raw(in, start(place), starts[first + place + 1]);
  }

  private int start(int place) {
    return starts[first + Objects.checkIndex(place, size)];
  }
}

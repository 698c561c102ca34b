package io.godwit.common.wire;

import io.godwit.common.model.Cells;
import io.godwit.common.model.Value;
import io.godwit.common.model.ValueConsumer;

/**
 * Values that stay as {@link DocumentEncoder} writes them, until somebody asks. The bytes have been
 * looked through once ({@link ValueCheck}), so that nothing in them can surprise whoever asks.
 */
final class EncodedCells implements Cells {

  private final byte[] in;
  private final int[] starts;
  private final int first;
  private final int size;

  /**
   * Cells over arrays that the caller gives away: they may be shared, and are not changed any more.
   *
   * @param in holds values that are known to be readable
   * @param starts where each value begins, of maybe more than these cells
   * @param first where these cells begin in there; one more than they are belongs to them, and says
   *     where the last value ends
   */
  EncodedCells(byte[] in, int[] starts, int first, int size) {
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

  private int start(int place) {
    if (place < 0 || place >= size) {
      throw new IndexOutOfBoundsException("cell " + place + " of " + size);
    }
    return starts[first + place];
  }
}

package io.godwit.common.wire.cbor;

import io.godwit.common.model.value.Cells;
import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import java.util.Objects;

/**
 * Values that stay as {@link DocumentEncoder} writes them, until somebody asks. The bytes have been
 * looked through once ({@link ValueCheck}), so that nothing in them can surprise whoever asks.
 */
sealed class EncodedCells implements Cells permits RowCells {

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
  public final int size() {
    return size;
  }

  @Override
  public final Value value(int place) {
    return EncodedValue.read(in, start(place));
  }

  @Override
  public final void tell(int place, ValueConsumer consumer) {
    EncodedValue.tell(in, start(place), consumer);
  }

  /** Where a value begins. */
  final int start(int place) {
    return starts[first + Objects.checkIndex(place, size)];
  }

  /** Where a value ends that nothing stands behind but the next one. */
  final int end(int place) {
    return starts[first + place + 1];
  }

  /** What the values stand in; not a copy. */
  final byte[] in() {
    return in;
  }
}

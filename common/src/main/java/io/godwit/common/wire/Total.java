package io.godwit.common.wire;

import io.godwit.common.model.Tally;

/**
 * A total as the aggregator publishes it, under the text of its {@link TotalKey}.
 *
 * @param tally what it counts
 * @param firstAt when the first of its batches ended, in milliseconds since 1970
 * @param lastAt when the last one did
 */
public record Total(Tally tally, long firstAt, long lastAt) {

  /** Nothing yet. */
  public static final Total ZERO = new Total(Tally.ZERO, Long.MAX_VALUE, 0);

  /** This total with one more batch in it. */
  public Total plus(Tally more, long at) {
    return plus(new Total(more, at, at));
  }

  /** Both together; the order of adding does not matter. */
  public Total plus(Total other) {
    return new Total(
        tally.plus(other.tally), Math.min(firstAt, other.firstAt), Math.max(lastAt, other.lastAt));
  }
}

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
    return new Total(tally.plus(more), Math.min(firstAt, at), Math.max(lastAt, at));
  }
}

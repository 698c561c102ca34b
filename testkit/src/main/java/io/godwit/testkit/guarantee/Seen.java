package io.godwit.testkit.guarantee;

import io.godwit.common.model.DataRecord;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.run.SplitProgress;
import java.time.Instant;
import java.util.Map;

/**
 * Something that was seen of one run on its way. Of the topics only what is committed is seen: that
 * is all that any role acts upon.
 */
public sealed interface Seen {

  /**
   * A record of a message of the work topic, in the order of its partition.
   *
   * @param partition of the work topic
   * @param offset of its message
   * @param record as it was published; without fields where they cannot be read
   */
  record Published(int partition, long offset, DataRecord record) implements Seen {}

  /** A message of the splits topic: how far a split is published. */
  record Moved(SplitProgress progress) implements Seen {}

  /**
   * A receipt.
   *
   * @param at when it was sent, to the millisecond, by the clock of whoever sent it
   */
  record Settled(Instant at, Receipt receipt) implements Seen {}

  /** A message of the failed topic. */
  record SetAside(DeadLetters.DeadLetter letter) implements Seen {}

  /**
   * A row that was inserted or updated at the target.
   *
   * @param at when it was committed, to the microsecond, by the clock of the target
   * @param row what stands in its columns, but for those that are null
   */
  record Wrote(Instant at, Map<String, String> row) implements Seen {}

  /**
   * A row that was deleted at the target.
   *
   * @param at when that was committed
   * @param row what identifies it; empty where the target does not say
   */
  record Deleted(Instant at, Map<String, String> row) implements Seen {}

  /**
   * One look at everything is over. All that was committed when it began has been seen, and so has
   * what was committed together with something that has been seen.
   */
  enum Looked implements Seen {
    LOOKED
  }
}

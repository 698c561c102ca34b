package io.godwit.common.wire.run;

import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import java.util.Optional;

/**
 * What the splits topic holds of a split, under {@code run/number}. It is published in one
 * transaction with the records up to its position, so a producer that resumes there publishes
 * nothing twice and leaves nothing out.
 *
 * @param split the split as planned
 * @param position how far it has been published; its ordinal is the number of records read
 * @param closed whether the split has been read to its end
 */
public record SplitProgress(Split split, Position position, boolean closed) {

  /** Why that may not be all that the source had; empty where just what was counted was read. */
  public Optional<String> amiss() {
    return closed && !split.estimated() && split.records() == position.ordinal()
        ? Optional.empty()
        : Optional.of(
            "of split %d %,d records were counted at the source, and %,d read"
                .formatted(split.number(), split.records(), position.ordinal()));
  }
}

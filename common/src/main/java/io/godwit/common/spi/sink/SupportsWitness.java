package io.godwit.common.spi.sink;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import java.util.List;
import java.util.Optional;

/**
 * A sink that can be asked whether its target takes anything at this moment, which is what tells a
 * record's fault from an outage. A sink that ever answers {@link Answer.Doubt} has this; without it
 * no doubt is ever decided, and its partition waits.
 */
public interface SupportsWitness {

  /** What was tried, and went in. */
  enum Witness {
    /** A record, by the same way as any other; then it was taken back. */
    RECORD,
    /** A statement that needs the same right and touches no row: nothing else could be tried. */
    NOTHING
  }

  /**
   * Tries a write that leaves nothing behind.
   *
   * @param accepted a record that the target took before; it may refuse it by now
   * @param refused the record in question; a witness that goes the same way as this one, an insert
   *     or an update, says the most
   * @throws Trouble where that is refused, too: {@code TARGET_REFUSES_ALL} with the target's words
   *     where the reason is an unknown one
   */
  Witness witness(Optional<Write> accepted, Write refused) throws Trouble;

  /**
   * Does what {@link Sink#write} does, and goes on however many records in a row the target
   * refuses. For a batch of which somebody knows that the target takes other records.
   */
  List<Answer> isolate(List<Write> batch) throws Trouble;
}

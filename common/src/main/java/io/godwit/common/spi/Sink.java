package io.godwit.common.spi;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import io.godwit.common.spi.sink.SupportsWitness;
import java.util.List;

/**
 * Writes one unit to a {@link Target}. Several threads call it at once, each with batches of its
 * own partition.
 *
 * <p>Records are placed in partitions by the key that they have here, under an equality coarser
 * than the target's; so no two threads write one key. The exceptions are jobs whose key cannot be
 * known before ({@link SupportsKeyEquality}): there two may meet at a row, and what a sink must see
 * to is that neither is lost.
 */
public interface Sink {

  /** So many records refused alone, and none accepted, are as good as all. */
  int MOST_IN_DOUBT = 16;

  /**
   * Writes a batch, and says of every record what became of it. A write is whole: all of its rows
   * are at the target, or none is and the answer says why.
   *
   * <p>When this returns, what is written is durable at the target. When it throws, any part of the
   * batch may be written; the caller repeats the whole batch, and the target must end as if it had
   * been written once. Records of one key are applied in their order in the batch.
   *
   * <p>A record that the target refuses alone, for a reason that is neither surely the data's nor
   * surely passing, is answered by {@link Answer.Doubt}. Where more than {@link #MOST_IN_DOUBT}
   * records from all over the batch are refused so and none is accepted, the sink stops with {@code
   * TARGET_REFUSES_ALL} and the target's words, since an outage must not cost a statement for each
   * record; {@link SupportsWitness#isolate} goes on.
   *
   * @param batch not empty, all of the unit; not changed
   * @return one answer a write, in the order of the batch; never {@link
   *     io.godwit.common.model.Outcome.Dropped}
   * @throws Trouble where the target does not answer, is busy or full
   */
  List<Answer> write(List<Write> batch) throws Trouble;
}

package io.godwit.common.spi;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Trouble;
import java.util.List;

/**
 * Writes to a target. Several threads call it at once, each with batches of its own partition, so
 * no two of them ever write one key.
 */
public interface Sink extends AutoCloseable {

  /**
   * Writes a batch, and says of every record what became of it.
   *
   * <p>When this returns, what is written is durable at the target. When it throws, any part of the
   * batch may be written; the caller repeats the whole batch, and the target must end as if it had
   * been written once. Records of one key are applied in their order in the batch.
   *
   * @param batch not empty
   * @return one answer a record, in the order of the batch; never {@link
   *     io.godwit.common.model.Outcome.Dropped}
   * @throws Trouble where the target does not answer, is busy or full
   */
  List<Answer> write(List<DataRecord> batch) throws Trouble;

  /** How many batches it can usefully write at once, from 1: usually its connections. */
  int concurrency();

  @Override
  void close();
}

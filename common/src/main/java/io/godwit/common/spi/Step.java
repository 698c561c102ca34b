package io.godwit.common.spi;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Trouble;
import java.util.List;

/**
 * A transformation of records between source and sink. Any thread may call it, several at once.
 *
 * <p>It is deterministic: the same record gets the same verdict at every attempt, on every worker,
 * whatever batch it comes in. Recovery after a crash repeats batches and relies on it.
 */
public interface Step extends AutoCloseable {

  /**
   * Says of every record whether it goes on.
   *
   * @param batch may be empty; not changed
   * @return one verdict a record, in the order of the batch
   * @throws Trouble where a server that the step asks does not answer; the caller repeats the batch
   */
  List<Verdict> apply(List<DataRecord> batch) throws Trouble;

  @Override
  void close();
}

package io.godwit.producer.gone;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.Task;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.SupportsGone;
import java.util.List;
import java.util.Optional;

/**
 * What a target does about rows that are gone, by the tasks of its plan. For one thread at a time.
 */
public interface GoneWork {

  /** Whether rows stay and are marked, rather than deleted. */
  boolean marks();

  /** The most of the rows that the job owns, in per cent. */
  int percent();

  /** Whether the records of a unit are written to what a task is about. */
  boolean concerns(Task task, String unit) throws Trouble;

  /**
   * The key that a record has at the sink, whatever became of it.
   *
   * @return empty where it has none
   */
  Optional<Document> key(DataRecord record);

  /**
   * Begins a search; the caller closes it.
   *
   * @throws Trouble where the target does not answer
   * @throws io.godwit.common.model.Refused where it cannot be searched
   */
  SupportsGone.Search search(Task task) throws Trouble;

  /**
   * Deletes or marks rows, which may be done already.
   *
   * @param run for which it is done
   * @throws Trouble where the target does not answer
   * @throws io.godwit.common.model.Refused where it refuses
   */
  void remove(Task task, List<Document> rows, String run) throws Trouble;
}

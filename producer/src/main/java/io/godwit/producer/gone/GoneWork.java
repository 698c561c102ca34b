package io.godwit.producer.gone;

import io.godwit.common.model.Task;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import java.util.List;

/**
 * What a target does about rows that are gone, by the tasks of its plan. For one thread at a time.
 */
public interface GoneWork extends OwnedRows {

  /** Whether rows stay and are marked, rather than deleted. */
  boolean marks();

  /** The most of the rows that the job owns, in per cent. */
  int percent();

  /**
   * Deletes or marks rows, which may be done already.
   *
   * @param run for which it is done
   * @throws Trouble where the target does not answer
   * @throws io.godwit.common.model.failure.Refused where it refuses
   */
  void remove(Task task, List<Document> rows, String run) throws Trouble;
}

package io.godwit.producer.gone;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.sink.SupportsGone;
import java.util.List;
import java.util.Optional;

/** The rows of its target that a job calls its own, table by table. For one thread at a time. */
public interface OwnedRows {

  /**
   * A task for each table that the units of the source are written to.
   *
   * @throws Trouble where the target does not answer
   * @throws io.godwit.common.model.failure.Refused where it cannot tell which rows no record has
   *     the key of
   */
  List<Task> tasks() throws Trouble;

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
   * @throws io.godwit.common.model.failure.Refused where it cannot be searched
   */
  SupportsGone.Search search(Task task) throws Trouble;

  /** The table that a task is about, for people. */
  String place(Task task);

  /** The fields that are the key of a row there. */
  List<String> key(Task task) throws Trouble;
}

package io.godwit.common.model;

import io.godwit.common.model.failure.Failure;
import java.util.List;

/** What a step says of one record. */
public sealed interface Verdict {

  /** The record goes on, as changed by the step. */
  record Keep(DataRecord record) implements Verdict {}

  /**
   * The record goes on as several parts, each of which goes through the later steps. It stays one
   * record: it ends as written only with all parts that are left, and fails where one does.
   *
   * @param parts at least one, each with the id, key and origin of the record
   */
  record Split(List<DataRecord> parts) implements Verdict {
    /** Takes an unmodifiable copy; of no part at all a record is dropped. */
    public Split {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("a record is not split into no parts; drop it");
      }
    }
  }

  /** The job leaves the record out on purpose. */
  enum Drop implements Verdict {
    DROP
  }

  /** The record cannot go on; it becomes a dead letter. */
  record Reject(Failure failure) implements Verdict {}
}

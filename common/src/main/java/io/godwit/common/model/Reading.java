package io.godwit.common.model;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Key;
import java.util.Optional;

/** What a split reader makes of one record of the source. */
public sealed interface Reading {

  /** Its place in the run's books. */
  RecordId id();

  /** A record. */
  record Read(DataRecord record) implements Reading {
    @Override
    public RecordId id() {
      return record.id();
    }
  }

  /**
   * Something that stands where a record should, and is accounted for as a failed one.
   *
   * @param key its key, where that much could be read
   * @param raw its bytes as the source has them, cut where they are many
   */
  record Unreadable(RecordId id, Optional<Key> key, Origin origin, byte[] raw, Failure failure)
      implements Reading {}

  /**
   * One that the job leaves out when it is read, and that is accounted for as dropped.
   *
   * @param key its key, where that much could be read
   */
  record LeftOut(RecordId id, Optional<Key> key, Origin origin) implements Reading {}
}

package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;

/** A record out of a pack. */
public sealed interface WorkRecord {

  /** How many bytes it has in Kafka. */
  int size();

  /** All that is known of it: of an unreadable record all but the fields, and maybe the key. */
  DataRecord record();

  /**
   * A record as it was published.
   *
   * @param record the record
   * @param size in bytes
   */
  record Decoded(DataRecord record, int size) implements WorkRecord {}

  /**
   * A record whose fields cannot be read. Kafka guards its bytes, so only another program can have
   * written them, or a newer version of this one.
   *
   * @param record without fields
   * @param raw what stands in the place of the fields
   * @param reason what is wrong with it
   */
  record Unreadable(DataRecord record, byte[] raw, String reason) implements WorkRecord {
    @Override
    public int size() {
      return raw.length;
    }
  }
}

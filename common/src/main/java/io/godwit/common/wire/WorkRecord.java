package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;
import java.util.Optional;

/** A record out of a pack. */
public sealed interface WorkRecord {

  /** How many bytes it has in Kafka. */
  int size();

  /** All that is known of it: of an unreadable record all but the fields, and maybe the key. */
  DataRecord record();

  /** What it has behind it; empty in the run that has read it at the source. */
  Optional<Lineage> again();

  /**
   * A record as it was published.
   *
   * @param record the record
   * @param size in bytes
   */
  record Decoded(DataRecord record, int size, Optional<Lineage> again) implements WorkRecord {
    /** One that has nothing behind it. */
    public Decoded(DataRecord record, int size) {
      this(record, size, Optional.empty());
    }
  }

  /**
   * A record whose fields cannot be read. Kafka guards its bytes, so only another program can have
   * written them, or a newer version of this one.
   *
   * @param record without fields
   * @param raw what stands in the place of the fields
   * @param reason what is wrong with it
   */
  record Unreadable(DataRecord record, byte[] raw, String reason, Optional<Lineage> again)
      implements WorkRecord {
    /** One that has nothing behind it. */
    public Unreadable(DataRecord record, byte[] raw, String reason) {
      this(record, raw, reason, Optional.empty());
    }

    @Override
    public int size() {
      return raw.length;
    }
  }
}

package io.godwit.common.wire;

import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import java.util.Optional;

/**
 * Some records of one split for one partition, as one Kafka message, while it waits in a worker. It
 * is opened by a {@link PackDecoder}; until then it takes little more memory than its bytes.
 *
 * @param offset in its partition
 * @param version of the message; where it is another than {@link OtherVersion#CURRENT}, the value
 *     cannot be opened here
 * @param run shared by the packs of one reader, as the origin's unit is
 * @param first the first of its records
 * @param origin of the first record; its unit is that of all of them
 * @param count how many records it has, at least 1; 1 where that cannot be read here
 * @param value the message's; not decoded
 * @param again what its records have behind them; empty in the run that has read them at the source
 */
public record WorkPack(
    long offset,
    int version,
    String run,
    RecordId first,
    Origin origin,
    int count,
    byte[] value,
    Optional<Lineage> again) {

  /** The objects around the bytes. */
  private static final long OVERHEAD = 200;

  /** What a record takes beside its bytes once it is decoded, about. */
  private static final long OVERHEAD_OF_RECORD = 200;

  /** A pack that can be opened. */
  public WorkPack(long offset, String run, RecordId first, Origin origin, int count, byte[] value) {
    this(offset, OtherVersion.CURRENT, run, first, origin, count, value, Optional.empty());
  }

  /** Whether it can be opened here. */
  public boolean isReadable() {
    return version == OtherVersion.CURRENT;
  }

  /** What it costs in memory, about. */
  public long bytes() {
    return OVERHEAD + value.length + OVERHEAD_OF_RECORD * count;
  }
}

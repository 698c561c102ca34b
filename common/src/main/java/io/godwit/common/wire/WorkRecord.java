package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.Key;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * A work message while it waits in a worker: all that it says, in a third of the memory that the
 * client's own object takes, whose headers are objects of objects. Many thousands wait at a time.
 *
 * @param offset in its partition
 * @param run shared by the records of one reader, as the origin's unit is
 * @param key the message's; not empty
 * @param value the message's; not decoded
 * @param others the headers that no Godwit of this version writes, to be kept with a dead letter
 */
public record WorkRecord(
    long offset,
    String run,
    RecordId id,
    Origin origin,
    byte[] key,
    byte[] value,
    List<Header> others) {

  /** The objects around the bytes. */
  private static final long OVERHEAD = 200;

  private static final long OVERHEAD_OF_HEADER = 300;

  /** How many bytes its key and value have in Kafka. */
  public int size() {
    return key.length + value.length;
  }

  /** What it costs in memory, about. */
  public long bytes() {
    return OVERHEAD + key.length + value.length + OVERHEAD_OF_HEADER * others.size();
  }

  /**
   * The record itself.
   *
   * @throws IllegalArgumentException where the value is not what {@link DocumentEncoder} writes
   */
  public DataRecord decode(DocumentDecoder decoder) {
    return with(decoder.decode(value));
  }

  /** All that is known of a record whose value cannot be read. */
  public DataRecord blank() {
    return with(Document.empty());
  }

  private DataRecord with(Document fields) {
    return new DataRecord(id, new Key(new String(key, StandardCharsets.UTF_8)), origin, fields);
  }
}

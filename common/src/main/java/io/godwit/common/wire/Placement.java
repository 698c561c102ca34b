package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.folding.Folding;
import io.godwit.common.model.value.Value;

/**
 * Which partition a record goes to: the same for all records that the target takes for one key.
 *
 * <p>Any thread may ask, several at once.
 */
@FunctionalInterface
public interface Placement {

  /** The version of the rules; a run is placed by one from its beginning to its end. */
  int VERSION = Folding.VERSION;

  /**
   * The hash that decides.
   *
   * @return any number
   */
  long hash(DataRecord record);

  /** The partition of a record among so many. */
  default int partition(DataRecord record, int partitions) {
    return (int) Long.remainderUnsigned(hash(record), partitions);
  }

  /** By the key at the source, where that of the sink is not known. */
  static Placement bySourceKey() {
    return record -> Folding.of(new Value.Text(record.key().text()));
  }
}

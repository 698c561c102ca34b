package io.godwit.worker.evidence;

import io.godwit.common.model.DataRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A record on its way to the sink.
 *
 * @param place in the order of those that are settled together
 * @param record as the steps have left it
 */
public record Placed(int place, DataRecord record) {

  /** The records alone, in their order, as a sink or a step takes them. */
  public static List<DataRecord> records(List<Placed> placed) {
    List<DataRecord> records = new ArrayList<>(placed.size());
    for (Placed one : placed) {
      records.add(one.record());
    }
    return records;
  }
}

package io.godwit.producer.verify;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Match;
import io.godwit.common.model.value.Value;
import java.util.List;

/**
 * A row that was found to differ, until a later record of its key is met.
 *
 * @param at its record
 * @param place the table, collection or store
 * @param key the values of its key; empty where it has none
 * @param match what was found
 */
record Candidate(At at, String place, List<Value> key, Match match) {

  /**
   * Where a record stands.
   *
   * @param run that published it
   * @param record without its fields
   * @param partition of the work topic
   * @param offset of its pack there
   */
  record At(String run, DataRecord record, int partition, long offset) {}
}

package io.godwit.common.model;

import java.util.List;
import java.util.Map;

/**
 * How a source will be read.
 *
 * @param splits in the order of the source, numbered from 0
 * @param fingerprint changes when the source does; a run is resumed only over the same one
 * @param types what the source is known or sampled to hold, by field, in its order
 */
public record Plan(List<Split> splits, String fingerprint, Map<String, FieldType> types) {

  /** The records of all splits, counted at the source. */
  public long records() {
    return splits.stream().mapToLong(Split::records).sum();
  }
}

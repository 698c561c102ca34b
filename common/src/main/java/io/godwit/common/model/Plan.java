package io.godwit.common.model;

import java.util.List;

/**
 * How a source will be read.
 *
 * @param splits in the order of the source, numbered from 0
 * @param fingerprint changes when the source does; a run is resumed only over the same one
 * @param remarks what counting has shown that a person should know, a sentence each
 * @param ranges what is read of units of which a watermark tells what is new; of others, and
 *     without one, it is all
 */
public record Plan(
    List<Split> splits, String fingerprint, List<String> remarks, List<WatermarkRange> ranges) {

  /** Takes unmodifiable copies. */
  public Plan {
    splits = List.copyOf(splits);
    remarks = List.copyOf(remarks);
    ranges = List.copyOf(ranges);
  }

  /** One that reads all there is. */
  public Plan(List<Split> splits, String fingerprint, List<String> remarks) {
    this(splits, fingerprint, remarks, List.of());
  }

  /** The records of all splits, as far as they are known before they are read. */
  public long records() {
    return splits.stream().mapToLong(Split::records).sum();
  }

  /** Whether some are counted only when they are read. */
  public boolean isEstimated() {
    return splits.stream().anyMatch(Split::estimated);
  }
}

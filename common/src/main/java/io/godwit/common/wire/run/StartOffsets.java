package io.godwit.common.wire.run;

import java.util.List;

/**
 * Where a run begins in the topics of its job: whatever stands before is of earlier runs. For each
 * topic the offsets of its partitions, by number from 0; a partition without one begins at its
 * beginning.
 *
 * <p>They are where the topics ended before the run's plan was published. Nothing of a run is
 * published before its plan, so nothing of it is left out; what others still publish of earlier
 * runs may stand behind, so readers look at the run of a message all the same.
 *
 * @param work of the work topic
 * @param receipts of the receipts topic
 * @param failed of the failed topic
 * @param splits of the splits topic: where the plan itself stands, or later
 */
public record StartOffsets(
    List<Long> work, List<Long> receipts, List<Long> failed, List<Long> splits) {

  /** Of a run that begins at the beginning of all topics. */
  public static final StartOffsets NONE =
      new StartOffsets(List.of(), List.of(), List.of(), List.of());

  /** Takes unmodifiable copies. */
  public StartOffsets {
    work = List.copyOf(work);
    receipts = List.copyOf(receipts);
    failed = List.copyOf(failed);
    splits = List.copyOf(splits);
  }
}

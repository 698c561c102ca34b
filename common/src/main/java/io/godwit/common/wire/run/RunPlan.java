package io.godwit.common.wire.run;

import io.godwit.common.model.WatermarkRange;
import io.godwit.common.wire.Placement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the splits topic holds of a run, under the run's id. It is published together with the first
 * progress of every split, in one transaction; how much there is to do stands in the splits.
 *
 * @param splits how many splits the run has
 * @param fingerprint of the source, which must not change while the run lasts
 * @param plannedAt in milliseconds since 1970
 * @param placing the version of the {@link Placement} by which all of its records are placed
 * @param starts where the run begins in the topics of its job
 * @param tasks how many tasks its phases have
 * @param ranges what it reads of units of which a watermark tells what is new; from the last plan
 *     of a job the next one knows where to go on
 */
public record RunPlan(
    int splits,
    String fingerprint,
    long plannedAt,
    int placing,
    StartOffsets starts,
    int tasks,
    List<WatermarkRange> ranges) {

  /** A plan of a version that knew of no starts is one of a run that begins at the beginning. */
  public RunPlan(
      int splits,
      String fingerprint,
      long plannedAt,
      int placing,
      @Nullable StartOffsets starts,
      int tasks,
      @Nullable List<WatermarkRange> ranges) {
    this.splits = splits;
    this.fingerprint = fingerprint;
    this.plannedAt = plannedAt;
    this.placing = placing;
    this.starts = Objects.requireNonNullElse(starts, StartOffsets.NONE);
    this.tasks = tasks;
    this.ranges = List.copyOf(Objects.requireNonNullElse(ranges, List.of()));
  }

  /** The same with one task more. */
  public RunPlan withTask() {
    return new RunPlan(splits, fingerprint, plannedAt, placing, starts, tasks + 1, ranges);
  }

  /** One of a run that reads all there is. */
  public RunPlan(
      int splits, String fingerprint, long plannedAt, int placing, StartOffsets starts, int tasks) {
    this(splits, fingerprint, plannedAt, placing, starts, tasks, List.of());
  }

  /** One of a run that has no phases but the load. */
  public RunPlan(int splits, String fingerprint, long plannedAt, int placing, StartOffsets starts) {
    this(splits, fingerprint, plannedAt, placing, starts, 0);
  }
}

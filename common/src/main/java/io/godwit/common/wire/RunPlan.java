package io.godwit.common.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the splits topic holds of a run, under the run's id: how much there is to do. It is
 * published together with the first progress of every split, in one transaction.
 *
 * @param splits how many splits the run has
 * @param records how many records the source holds, counted there before it was read
 * @param fingerprint of the source, which must not change while the run lasts
 * @param plannedAt in milliseconds since 1970
 * @param placing the version of the {@link Placement} by which all of its records are placed
 * @param starts where the run begins in the topics of its job
 */
public record RunPlan(
    int splits,
    long records,
    String fingerprint,
    long plannedAt,
    int placing,
    StartOffsets starts) {

  /** A plan of a version that knew of no starts is one of a run that begins at the beginning. */
  public RunPlan(
      int splits,
      long records,
      String fingerprint,
      long plannedAt,
      int placing,
      @Nullable StartOffsets starts) {
    this.splits = splits;
    this.records = records;
    this.fingerprint = fingerprint;
    this.plannedAt = plannedAt;
    this.placing = placing;
    this.starts = Objects.requireNonNullElse(starts, StartOffsets.NONE);
  }
}

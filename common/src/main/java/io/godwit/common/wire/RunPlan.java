package io.godwit.common.wire;

/**
 * What the splits topic holds of a run, under the run's id: how much there is to do. It is
 * published together with the first progress of every split, in one transaction.
 *
 * @param splits how many splits the run has
 * @param records how many records the source holds, counted there before it was read
 * @param fingerprint of the source, which must not change while the run lasts
 * @param plannedAt in milliseconds since 1970
 * @param placing the version of the {@link Placement} by which all of its records are placed
 */
public record RunPlan(int splits, long records, String fingerprint, long plannedAt, int placing) {}

package io.godwit.worker.consume;

import io.godwit.common.spec.RunSpec;
import java.time.Duration;

/**
 * How many records a batch may have as far as its time goes: doubled while one that is more than
 * half full takes less than half of the target (packs seldom fill it to the last), halved when one
 * takes more than twice of it. Doubling finds the right magnitude within a few batches; the wide
 * dead band keeps noise from moving it. All partitions share one, since they share the target that
 * it learns about; what a partition's own batches cannot bear is {@link BatchSize}. Safe for any
 * thread.
 */
final class AdaptiveBatchSize {

  private static final int FIRST = 1000;

  private final RunSpec.Batch spec;
  private int size;

  AdaptiveBatchSize(RunSpec.Batch spec) {
    this.spec = spec;
    this.size = Math.clamp(FIRST, spec.from(), spec.to());
  }

  synchronized int records() {
    return size;
  }

  /** The most that it can come to. */
  int most() {
    return spec.to();
  }

  /** How long a partition rests between two batches, at least. */
  Duration pause() {
    return spec.pause();
  }

  /** Learns from a batch. */
  synchronized void took(int records, Duration duration) {
    Duration target = spec.target();
    if (duration.compareTo(target.multipliedBy(2)) > 0) {
      size = Math.max(spec.from(), size / 2);
    } else if (records > size / 2 && duration.multipliedBy(2).compareTo(target) < 0) {
      size = Math.min(spec.to(), size * 2);
    }
  }
}

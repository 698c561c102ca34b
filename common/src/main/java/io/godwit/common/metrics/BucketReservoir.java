package io.godwit.common.metrics;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.UniformSnapshot;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts values by fixed bounds. Dropwizard's own reservoirs keep samples, whose quantiles cannot
 * be added up over workers; these counts can. Any thread may update it.
 */
final class BucketReservoir implements Reservoir {

  private final long[] bounds;
  private final AtomicLongArray counts;
  private final LongAdder sum = new LongAdder();

  /**
   * An empty one.
   *
   * @param bounds the largest value of each bucket, ascending; one more bucket takes the rest
   */
  BucketReservoir(long... bounds) {
    this.bounds = bounds.clone();
    this.counts = new AtomicLongArray(bounds.length + 1);
  }

  @Override
  public void update(long value) {
    int place = Arrays.binarySearch(bounds, value);
    counts.incrementAndGet(place >= 0 ? place : -place - 1);
    sum.add(value);
  }

  /** What it says at this moment. */
  MetricValue.Spread read(Unit unit) {
    return new MetricValue.Spread(
        Arrays.stream(bounds).mapToObj(bound -> unit.shown((double) bound)).toList(),
        Arrays.stream(counts()).boxed().toList(),
        unit.shown((double) sum.sum()));
  }

  private long[] counts() {
    long[] copy = new long[counts.length()];
    Arrays.setAll(copy, counts::get);
    return copy;
  }

  @Override
  public int size() {
    return counts.length();
  }

  /** Each value as the bound of its bucket; for Dropwizard's own reporters, which are not used. */
  @Override
  public Snapshot getSnapshot() {
    long[] copy = counts();
    long total = Arrays.stream(copy).sum();
    long[] values = new long[(int) Math.min(1000, total)];
    int next = 0;
    for (int i = 0; i < copy.length; i++) {
      long bound = bounds[Math.min(i, bounds.length - 1)];
      long share = total == 0 ? 0 : Math.round((double) copy[i] * values.length / total);
      while (share-- > 0 && next < values.length) {
        values[next++] = bound;
      }
    }
    return new UniformSnapshot(Arrays.copyOf(values, next));
  }
}

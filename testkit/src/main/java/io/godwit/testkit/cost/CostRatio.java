package io.godwit.testkit.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two ways to do one thing, in CPU time of the calling thread.
 *
 * @param ours nanoseconds each, of the median round
 * @param theirs the same of the other way
 * @param ratios theirs by ours, of each round, rising
 */
public record CostRatio(double ours, double theirs, List<Double> ratios) {

  private static final int WARM = 10;
  private static final int ROUNDS = 15;

  /** Takes an unmodifiable copy. */
  public CostRatio {
    ratios = List.copyOf(ratios);
  }

  /** A way to do the thing for each of many. */
  @FunctionalInterface
  public interface Way {

    /** Does it, and answers how many bytes came of it: the same at every run. */
    long run() throws Exception;
  }

  /**
   * Measures in turn, the first rounds without counting.
   *
   * @param each how many one run of a way does
   * @throws IllegalStateException where a round makes other bytes than the first
   */
  public static CostRatio of(int each, Way ours, Way theirs) throws Exception {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    long oursMake = ours.run();
    long theirsMake = theirs.run();
    for (int round = -WARM; round < ROUNDS; round++) {
      double mine = nanos(ours, oursMake) / each;
      double other = nanos(theirs, theirsMake) / each;
      if (round >= 0) {
        first.add(mine);
        second.add(other);
        ratios.add(other / mine);
      }
    }
    ratios.sort(null);
    return new CostRatio(median(first), median(second), ratios);
  }

  private static double nanos(Way way, long bytes) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    if (way.run() != bytes) {
      throw new IllegalStateException("a round made another number of bytes");
    }
    return threads.getCurrentThreadCpuTime() - begun;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** As a sentence of a decision has it. */
  public String text(String what) {
    return String.format(
        Locale.ROOT,
        "%s: ours %.0f ns, theirs %.0f ns each; %.1f times (%.1f to %.1f in %d rounds)",
        what,
        ours,
        theirs,
        ratios.get(ratios.size() / 2),
        ratios.getFirst(),
        ratios.getLast(),
        ratios.size());
  }
}

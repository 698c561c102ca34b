package io.godwit.bench.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * One measured round.
 *
 * @param name what was done, and in which state of the processes
 * @param records how many
 * @param use what it took
 * @param ratio its time by that of the limit beside it; empty for the limit itself
 * @param bar the most that the ratio may be; empty where there is no such promise
 */
public record Round(
    String name, long records, CpuMeter.Use use, OptionalDouble ratio, OptionalDouble bar) {

  /** A round that others are compared with. */
  public static Round limit(String name, long records, CpuMeter.Use use) {
    return new Round(name, records, use, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** How many records a second it moved, by the wall clock. */
  public double recordsPerSecond() {
    return records / use.seconds();
  }

  /** Rounds of one name as one: the median of each number on its own. */
  public static Round median(List<Round> rounds) {
    Round any = rounds.getFirst();
    Map<String, Double> cpu = new LinkedHashMap<>();
    for (String part : any.use.cpu().keySet()) {
      cpu.put(part, middle(rounds, round -> round.use.cpu().getOrDefault(part, 0.0)));
    }
    CpuMeter.Use use =
        new CpuMeter.Use(
            middle(rounds, round -> round.use.seconds()),
            cpu,
            middle(rounds, round -> round.use.others()));
    OptionalDouble ratio =
        any.ratio.isEmpty()
            ? any.ratio
            : OptionalDouble.of(middle(rounds, round -> round.ratio.orElseThrow()));
    return new Round(any.name, any.records, use, ratio, any.bar);
  }

  /** The middle of an odd number of numbers; the upper one of two. */
  static double middle(List<Round> rounds, ToDoubleFunction<Round> number) {
    double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}

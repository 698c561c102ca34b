package io.godwit.common.metrics;

import java.util.List;

/** What a meter says at one moment, in the metric's unit. */
sealed interface MetricValue {

  /** The value of a counter or gauge. */
  record Value(double value) implements MetricValue {}

  /**
   * The values of a histogram.
   *
   * @param bounds the largest value of each bucket but the last
   * @param counts how many values each bucket has, that of the rest last
   * @param sum of all values
   */
  record Spread(List<Double> bounds, List<Long> counts, double sum) implements MetricValue {}
}

package io.godwit.common.metrics;

import java.util.List;

/**
 * One line of a metric: a value for each of its labels.
 *
 * @param labels in the order of {@link Metric#labels()}
 */
public record Series(Metric metric, List<String> labels) {

  /** Refuses another number of values than the metric has labels. */
  public Series {
    labels = List.copyOf(labels);
    if (labels.size() != metric.labels().size()) {
      throw new IllegalArgumentException(
          metric + " is divided by " + metric.labels() + ", not by " + labels);
    }
  }

  /** The line of a metric with these values. */
  public static Series of(Metric metric, String... labels) {
    return new Series(metric, List.of(labels));
  }

  /** The name in the registry; distinct series have distinct ones. */
  String text() {
    return metric.text() + labels;
  }
}

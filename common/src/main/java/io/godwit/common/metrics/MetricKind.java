package io.godwit.common.metrics;

/** How a metric behaves. */
public enum MetricKind {
  /** Only grows, from 0 at the start of the process. */
  COUNTER,
  /** Goes up and down. */
  GAUGE,
  /** Counts of values by fixed bounds, so that those of all workers can be added. */
  HISTOGRAM
}

package io.godwit.common.metrics;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gauges that come and go, such as those of partitions and error codes: what one owner shows at a
 * time. For one thread.
 */
public final class Board implements AutoCloseable {

  private final Meters meters;
  private final Set<Series> shown = new HashSet<>();

  /** An empty one. */
  public Board(Meters meters) {
    this.meters = meters;
  }

  /**
   * Shows these values, and nothing else that it has shown before.
   *
   * @param values nanoseconds where the unit is seconds
   */
  public void show(Map<Series, Double> values) {
    values.forEach((line, value) -> meters.set(line, () -> value));
    shown.removeAll(values.keySet());
    shown.forEach(line -> meters.remove(line.text()));
    shown.clear();
    shown.addAll(values.keySet());
  }

  /** Shows nothing any more. */
  @Override
  public void close() {
    show(Map.of());
  }
}

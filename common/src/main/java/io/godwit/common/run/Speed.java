package io.godwit.common.run;

import java.util.Map;
import java.util.Optional;

/**
 * How fast records come to an end, in records per second, and when the rest will have.
 *
 * @param now in the last five seconds; 0 unless the run is running
 * @param average since the first batch of the run ended, whoever watched
 * @param peak the best five seconds that were watched; never below the average
 * @param eta empty while unknown, and unless the run is running
 * @param workers what {@code now} is of each worker, by name
 */
public record Speed(
    double now, double average, double peak, Optional<Eta> eta, Map<String, Double> workers) {

  /** Takes an unmodifiable copy. */
  public Speed {
    workers = Map.copyOf(workers);
  }

  /** What {@code now} is of one worker; 0 where nothing is known. */
  public double of(String worker) {
    return workers.getOrDefault(worker, 0.0);
  }

  /** The same of a run that stands: what was, and no time to its end. */
  public Speed standing() {
    return new Speed(0, average, peak, Optional.empty(), Map.of());
  }
}

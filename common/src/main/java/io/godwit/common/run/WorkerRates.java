package io.godwit.common.run;

import io.godwit.common.wire.Total;
import java.util.HashMap;
import java.util.Map;

/** How fast each worker of a run is. For one thread. */
final class WorkerRates {

  private final Map<String, RateWindow> each = new HashMap<>();

  /** Takes what each has done, at a time of a monotonic clock. */
  void add(long nanos, Map<String, Total> workers) {
    workers.forEach((name, total) ->
        each.computeIfAbsent(name, ignored -> new RateWindow()).add(nanos, total.tally().total()));
  }

  /** Records per second in the last five seconds, by name. */
  Map<String, Double> now() {
    Map<String, Double> now = new HashMap<>();
    each.forEach((name, rate) -> now.put(name, rate.now()));
    return now;
  }
}

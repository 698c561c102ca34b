package io.godwit.aggregator.view;

import io.godwit.common.wire.Total;
import java.util.HashMap;
import java.util.Map;

/** How fast each worker of a run is. For one thread. */
public final class WorkerRates {

  private final Map<String, RateWindow> each = new HashMap<>();

  /** Takes what each has done, at a time of a monotonic clock. */
  public void add(long nanos, Map<String, Total> workers) {
    workers.forEach((name, total) ->
        each.computeIfAbsent(name, ignored -> new RateWindow()).add(nanos, total.tally().total()));
  }

  /** Records per second in the last five seconds; 0 where nothing is known. */
  public double now(String worker) {
    RateWindow rate = each.get(worker);
    return rate == null ? 0 : rate.now();
  }
}

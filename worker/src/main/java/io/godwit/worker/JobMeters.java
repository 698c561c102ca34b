package io.godwit.worker;

import io.godwit.common.metrics.Meters;
import io.godwit.common.metrics.Metric;
import io.godwit.common.spi.sink.SupportsPool;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.measure.WorkerMeters;

/** Shows what the lookups and the target of an opened job know by themselves. */
final class JobMeters {

  private JobMeters() {}

  static void watch(WorkerMeters worker, OpenedJob opened) {
    Meters meters = worker.meters();
    String job = worker.job();
    opened
        .pipeline()
        .lookups()
        .forEach((step, lookup) -> {
          meters.watch(Metric.WORKER_LOOKUP_KEYS, lookup.hits()::sum, job, step, "cached");
          meters.watch(Metric.WORKER_LOOKUP_KEYS, lookup.misses()::sum, job, step, "asked");
          meters.watch(Metric.WORKER_LOOKUP_QUERIES, lookup.queries()::sum, job, step);
          meters.watch(Metric.WORKER_LOOKUP_RECORDS, lookup.matched()::sum, job, step, "hit");
          meters.watch(Metric.WORKER_LOOKUP_RECORDS, lookup.unmatched()::sum, job, step, "miss");
        });
    if (opened.target() instanceof SupportsPool target) {
      String connection = opened.job().sink().in();
      meters.watch(Metric.WORKER_POOL_LIMIT, () -> target.poolUse().limit(), job, connection);
      Metric pool = Metric.WORKER_POOL_CONNECTIONS;
      meters.watch(pool, () -> target.poolUse().active(), job, connection, "active");
      meters.watch(pool, () -> target.poolUse().idle(), job, connection, "idle");
      meters.watch(pool, () -> target.poolUse().awaited(), job, connection, "awaited");
    }
  }
}

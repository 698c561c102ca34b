package io.godwit.producer;

import io.godwit.common.metrics.Board;
import io.godwit.common.metrics.Meters;
import io.godwit.common.metrics.Metric;
import io.godwit.common.metrics.Series;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.Instruments;
import java.util.Map;

/** A producer's meters; {@link #waits} and {@link #works} are for its thread. */
final class ProducerMeters {

  private static final String ROLE = "producer";

  private final Meters meters;
  private final Health health;
  private final String job;
  private final Board waits;

  ProducerMeters(Instruments instruments, String job) {
    this.meters = instruments.meters();
    this.health = instruments.health();
    this.job = job;
    this.waits = new Board(meters);
    meters.watch(Metric.ROLE, () -> 1, ROLE, job, ROLE);
    meters.watch(Metric.READY, () -> health.isReady() ? 1 : 0, ROLE, job, ROLE);
  }

  /** The loop has come round. */
  void sign() {
    health.sign();
  }

  /** It publishes. */
  void works() {
    waits.close();
    health.ready(true);
  }

  /** It met trouble, and will try again. */
  void waits(ErrorCode code) {
    health.ready(false);
    meters.counter(Metric.RETRIES, ROLE, job, code.id()).inc();
    waits.show(Map.of(Series.of(Metric.WAITING, ROLE, job, ROLE, code.id()), 1.0));
  }

  /** A transaction is committed, with all that it holds. */
  void committed(Volume volume, long nanos) {
    meters.counter(Metric.TRANSACTIONS, ROLE, job, "committed").inc();
    meters.histogram(Metric.PRODUCER_COMMIT_SECONDS, job).update(nanos);
    meters.counter(Metric.PRODUCER_RECORDS, job).inc(volume.records());
    meters.counter(Metric.PRODUCER_BYTES, job).inc(volume.bytes());
    meters.counter(Metric.PRODUCER_FAILURES, job).inc(volume.failures());
  }
}

package io.godwit.producer;

import io.godwit.common.metrics.Meters;
import io.godwit.common.metrics.Metric;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.RoleMeters;
import io.godwit.common.monitor.Wait;
import io.godwit.common.monitor.Waits;
import io.godwit.producer.feed.PublishedVolume;

/** A producer's meters. */
final class ProducerMeters {

  private final RoleMeters role;
  private final String job;

  ProducerMeters(Instruments instruments, String job) {
    this.role = new RoleMeters(instruments, "producer", job, "producer");
    this.job = job;
  }

  /** The loop has come round. */
  void sign() {
    role.health().sign();
  }

  /** It publishes. */
  void works() {
    role.waits().clear();
    role.health().ready(true);
  }

  /** It is at its place, and is to publish nothing. */
  void paused(Wait pause) {
    role.health().ready(true);
    role.waits().state(pause);
  }

  /** What every role has. */
  RoleMeters role() {
    return role;
  }

  /** What it waits for. */
  Waits waits() {
    return role.waits();
  }

  /** A transaction is committed, with all that it holds. */
  void committed(PublishedVolume publishedVolume, long nanos) {
    role.committed();
    Meters meters = role.meters();
    meters.histogram(Metric.PRODUCER_COMMIT_SECONDS, job).update(nanos);
    meters.counter(Metric.PRODUCER_RECORDS, job).inc(publishedVolume.records());
    meters.counter(Metric.PRODUCER_BYTES, job).inc(publishedVolume.bytes());
    meters.counter(Metric.PRODUCER_FAILURES, job).inc(publishedVolume.failures());
  }
}

package io.godwit.worker.measure;

import io.godwit.common.metrics.Meters;
import io.godwit.common.metrics.Metric;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.RoleMeters;
import io.godwit.common.monitor.Waits;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** A worker's meters. Any thread may use them. */
public final class WorkerMeters {

  private final RoleMeters role;
  private final Meters meters;
  private final String job;
  private final String worker;
  private volatile int assigned;

  /** The meters of a worker, which is not at work yet. */
  public WorkerMeters(Instruments instruments, String job, String worker) {
    this.role = new RoleMeters(instruments, "worker", job, worker);
    this.meters = role.meters();
    this.job = job;
    this.worker = worker;
    Health health = role.health();
    meters.watch(Metric.WORKER_POLL_AGE_SECONDS, () -> health.silence().toNanos(), job, worker);
  }

  /** What every role has. */
  public RoleMeters role() {
    return role;
  }

  /** Where the worker says that it lives. */
  public Health health() {
    return role.health();
  }

  /** The worker begins to be a member of its group. */
  public void joins() {
    meters.counter(Metric.WORKER_SESSIONS, job).inc();
  }

  /** The worker has so many partitions now. */
  public void assigned(int partitions) {
    assigned = partitions;
    meters.watch(Metric.WORKER_PARTITIONS, () -> partitions, job, worker);
  }

  /** For how long a session has not reached its target. */
  public void downFor(Supplier<Duration> time) {
    meters.watch(
        Metric.WORKER_TARGET_DOWN_SECONDS, () -> time.get().toMillis() / 1000.0, job, worker);
  }

  /** Whether it has any partition. */
  public boolean hasPartitions() {
    return assigned > 0;
  }

  /** Records have come from Kafka. */
  public void taken(long records, long bytes) {
    meters.counter(Metric.WORKER_IN_RECORDS, job).inc(records);
    meters.counter(Metric.WORKER_IN_BYTES, job).inc(bytes);
  }

  /** A batch has been carried out. */
  public void batch(int records, long nanos) {
    meters.histogram(Metric.WORKER_BATCH_RECORDS, job).update(records);
    meters.histogram(Metric.WORKER_BATCH_SECONDS, job).update(nanos);
  }

  /** A step has transformed a batch. */
  public void step(String step, long nanos) {
    meters.histogram(Metric.WORKER_STEP_SECONDS, job, step).update(nanos);
  }

  /** The sink has written a batch. */
  public void sink(long nanos) {
    meters.histogram(Metric.WORKER_SINK_SECONDS, job).update(nanos);
  }

  /** A transaction has been committed. */
  public void committed(long nanos) {
    role.committed();
    meters.histogram(Metric.WORKER_COMMIT_SECONDS, job).update(nanos);
  }

  /** A transaction has been aborted. */
  public void aborted() {
    role.aborted();
  }

  /**
   * Outcomes have been committed.
   *
   * @param bytes of the same records, in their packs
   */
  public void settled(Tally records, Tally bytes, Map<ErrorCode, Long> failures) {
    settled("written", records.written(), bytes.written());
    settled("unchanged", records.unchanged(), bytes.unchanged());
    settled("dropped", records.dropped(), bytes.dropped());
    settled("failed", records.failed(), bytes.failed());
    failures.forEach(
        (code, count) -> meters.counter(Metric.WORKER_FAILURES, job, code.id()).inc(count));
  }

  private void settled(String outcome, long records, long bytes) {
    meters.counter(Metric.WORKER_RECORDS, job, outcome).inc(records);
    meters.counter(Metric.WORKER_BYTES, job, outcome).inc(bytes);
  }

  /** An attempt met trouble; there will be another. */
  public void trouble(ErrorCode code) {
    role.trouble(code);
  }

  /** What the worker waits for. */
  public Waits waits() {
    return role.waits();
  }

  /** The clock of one more partition. */
  public ActivityClock clock() {
    return new ActivityClock(
        activity -> meters.counter(Metric.WORKER_PARTITION_SECONDS, job, activity.label()),
        System::nanoTime);
  }

  /** The meters themselves, for what a worker's parts count by themselves. */
  public Meters meters() {
    return meters;
  }

  /** The job that the worker works for. */
  public String job() {
    return job;
  }
}

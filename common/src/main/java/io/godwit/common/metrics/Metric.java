package io.godwit.common.metrics;

import static io.godwit.common.metrics.Label.ACTIVITY;
import static io.godwit.common.metrics.Label.BOUND;
import static io.godwit.common.metrics.Label.CODE;
import static io.godwit.common.metrics.Label.COLLECTOR;
import static io.godwit.common.metrics.Label.CONNECTION;
import static io.godwit.common.metrics.Label.FOUND;
import static io.godwit.common.metrics.Label.JOB;
import static io.godwit.common.metrics.Label.NAME;
import static io.godwit.common.metrics.Label.OUTCOME;
import static io.godwit.common.metrics.Label.PARTITION;
import static io.godwit.common.metrics.Label.RESULT;
import static io.godwit.common.metrics.Label.ROW;
import static io.godwit.common.metrics.Label.RUN;
import static io.godwit.common.metrics.Label.SPLITS;
import static io.godwit.common.metrics.Label.STATE;
import static io.godwit.common.metrics.Label.STEP;
import static io.godwit.common.metrics.Label.WINDOW;
import static io.godwit.common.metrics.Label.WORKER;
import static io.godwit.common.metrics.MetricKind.COUNTER;
import static io.godwit.common.metrics.MetricKind.GAUGE;
import static io.godwit.common.metrics.MetricKind.HISTOGRAM;
import static io.godwit.common.metrics.Unit.BYTES;
import static io.godwit.common.metrics.Unit.COUNT;
import static io.godwit.common.metrics.Unit.RATIO;
import static io.godwit.common.metrics.Unit.RECORDS;
import static io.godwit.common.metrics.Unit.RECORDS_PER_SECOND;
import static io.godwit.common.metrics.Unit.SECONDS;

import java.util.List;
import java.util.Locale;

/**
 * Everything that Godwit measures. The name in Prometheus follows from the constant's: {@code
 * godwit_}, the constant in lower case, and {@code _total} behind a counter.
 */
public enum Metric {
  ROLE(GAUGE, COUNT, "Always 1; says which role of which job a process is.", Label.ROLE, JOB, NAME),
  READY(
      GAUGE, RATIO, "1 while the role is at work, as `/health/ready` says.", Label.ROLE, JOB, NAME),
  WAITING(
      GAUGE,
      COUNT,
      "What waits for trouble to pass: a worker's partitions, or 1 for a whole role.",
      Label.ROLE,
      JOB,
      NAME,
      CODE),
  RETRIES(COUNTER, COUNT, "Attempts that met trouble and are made again.", Label.ROLE, JOB, CODE),
  TRANSACTIONS(COUNTER, COUNT, "Kafka transactions of a role.", Label.ROLE, JOB, RESULT),
  HEAP_USED_BYTES(GAUGE, BYTES, "The heap in use, garbage included."),
  HEAP_LIVE_BYTES(GAUGE, BYTES, "The heap in use after the last collections."),
  HEAP_LIMIT_BYTES(GAUGE, BYTES, "The largest heap that the JVM may have."),
  GC_SECONDS(COUNTER, SECONDS, "Time in garbage collection.", COLLECTOR),
  GC_COLLECTIONS(COUNTER, COUNT, "Garbage collections.", COLLECTOR),
  CPU_SECONDS(COUNTER, SECONDS, "Processor time of the process."),
  CPU_LIMIT(GAUGE, COUNT, "Processors that the process may use."),

  PRODUCER_RECORDS(COUNTER, RECORDS, "Records published.", JOB),
  PRODUCER_BYTES(COUNTER, BYTES, "Bytes of the packs published.", JOB),
  PRODUCER_COMMIT_SECONDS(HISTOGRAM, SECONDS, "Time of a commit.", JOB),
  PRODUCER_FAILURES(COUNTER, RECORDS, "Records that the source holds but that are none.", JOB),

  WORKER_IN_RECORDS(COUNTER, RECORDS, "Records taken from Kafka.", JOB),
  WORKER_IN_BYTES(COUNTER, BYTES, "Bytes of the packs taken from Kafka.", JOB),
  WORKER_RECORDS(COUNTER, RECORDS, "Records settled.", JOB, OUTCOME),
  WORKER_BYTES(
      COUNTER, BYTES, "Bytes of the records settled, without what a pack has once.", JOB, OUTCOME),
  WORKER_FAILURES(COUNTER, RECORDS, "Records that failed, each a dead letter.", JOB, CODE),
  WORKER_BATCH_RECORDS(HISTOGRAM, RECORDS, "Records of a batch.", JOB),
  WORKER_BATCH_SECONDS(HISTOGRAM, SECONDS, "Time of a batch: decoding, steps, sink.", JOB),
  WORKER_STEP_SECONDS(HISTOGRAM, SECONDS, "Time of a step for one batch.", JOB, STEP),
  WORKER_SINK_SECONDS(HISTOGRAM, SECONDS, "Time of one call of the sink.", JOB),
  WORKER_COMMIT_SECONDS(HISTOGRAM, SECONDS, "Time of a transaction.", JOB),
  WORKER_PARTITION_SECONDS(
      COUNTER,
      SECONDS,
      "Time of all assigned partitions: busy with a batch, waiting for trouble to pass, paused"
          + " until it is their turn or until results are settled, idle.",
      JOB,
      ACTIVITY),
  WORKER_LOOKUP_KEYS(COUNTER, COUNT, "Keys that records asked for.", JOB, STEP, FOUND),
  WORKER_LOOKUP_QUERIES(COUNTER, COUNT, "Queries of a lookup.", JOB, STEP),
  WORKER_LOOKUP_RECORDS(
      COUNTER,
      RECORDS,
      "Records that met a lookup, by whether the table has a row for them.",
      JOB,
      STEP,
      ROW),
  WORKER_POOL_CONNECTIONS(
      GAUGE, COUNT, "Connections of the sink, and threads that await one.", JOB, CONNECTION, STATE),
  WORKER_POOL_LIMIT(GAUGE, COUNT, "The most connections of the sink.", JOB, CONNECTION),
  WORKER_PARTITIONS(GAUGE, COUNT, "Partitions assigned.", JOB, WORKER),
  WORKER_POLL_AGE_SECONDS(GAUGE, SECONDS, "Time since the last poll.", JOB, WORKER),
  WORKER_TARGET_DOWN_SECONDS(
      GAUGE,
      SECONDS,
      "Time since the target is not reached, and one partition tries it for all; 0 while it is.",
      JOB,
      WORKER),
  WORKER_SESSIONS(COUNTER, COUNT, "Times that the worker joined its group.", JOB),

  JOB_LAG(GAUGE, RECORDS, "Records published that have no outcome yet.", JOB),
  JOB_PARTITION_LAG(GAUGE, COUNT, "Messages, packs of records, not settled.", JOB, PARTITION),
  JOB_WORKERS(GAUGE, COUNT, "Workers in the group now.", JOB),
  RUN_PLANNED_RECORDS(GAUGE, RECORDS, "Records counted at the source.", JOB, RUN),
  RUN_READ_RECORDS(GAUGE, RECORDS, "Records read from the source.", JOB, RUN),
  RUN_RECORDS(GAUGE, RECORDS, "Records of the books, as the report has them.", JOB, RUN, OUTCOME),
  RUN_FAILURES(GAUGE, RECORDS, "Failed records, as the report has them.", JOB, RUN, CODE),
  RUN_WORKER_RECORDS(GAUGE, RECORDS, "Records that a worker brought to an end.", JOB, RUN, WORKER),
  RUN_SPLITS(GAUGE, COUNT, "Splits of the source.", JOB, RUN, SPLITS),
  RUN_GONE_ROWS(GAUGE, RECORDS, "Rows of the target found gone from the source.", JOB, RUN),
  RUN_GONE_DONE_ROWS(GAUGE, RECORDS, "Those of them that are deleted or marked.", JOB, RUN),
  RUN_VERIFIED_ROWS(GAUGE, RECORDS, "Rows compared with the target.", JOB, RUN),
  RUN_DIFFERING_ROWS(GAUGE, RECORDS, "Those of them not as they were written.", JOB, RUN),
  RUN_DONE_RATIO(GAUGE, RATIO, "Records with an outcome to records planned.", JOB, RUN),
  RUN_RATE(GAUGE, RECORDS_PER_SECOND, "Records that come to an end.", JOB, RUN, WINDOW),
  RUN_ETA_SECONDS(GAUGE, SECONDS, "Time to the end; absent while unknown.", JOB, RUN, BOUND),
  RUN_SECONDS(GAUGE, SECONDS, "Time since the start, until the run has ended.", JOB, RUN),
  RUN_EXPECTED_SECONDS(GAUGE, SECONDS, "The job's `run.expected`; absent without.", JOB, RUN),
  RUN_PAUSED(GAUGE, RATIO, "1 while an operator holds the run.", JOB, RUN),
  RUN_ENDED(GAUGE, RATIO, "1 when the report is written.", JOB, RUN),
  RUN_BALANCED(GAUGE, RATIO, "1 while the books balance; before the end they do not.", JOB, RUN);

  private final MetricKind kind;
  private final Unit unit;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is, and no immutable list has a type.
  private final List<Label> labels;

  Metric(MetricKind kind, Unit unit, String meaning, Label... labels) {
    this.kind = kind;
    this.unit = unit;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** Its name in Prometheus. */
  public String text() {
    String name = "godwit_" + name().toLowerCase(Locale.ROOT);
    return kind == COUNTER ? name + "_total" : name;
  }

  /** How it behaves. */
  public MetricKind kind() {
    return kind;
  }

  /** What it counts. */
  public Unit unit() {
    return unit;
  }

  /** What it means, as one sentence. */
  public String meaning() {
    return meaning;
  }

  /** By what it is divided, in the order of the values that {@link Meters} takes. */
  public List<Label> labels() {
    return labels;
  }
}

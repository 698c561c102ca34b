package io.godwit.aggregator;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Position;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A run of a job as its topics would hold it, published by hand. Of every hundred records one is
 * dropped, one failed and ten unchanged.
 */
final class PublishedRun implements AutoCloseable {

  static final Failure FAILURE =
      new Failure(ErrorCode.VALUE_TYPE, "'n/a', which is no \"integer\"", "score");

  private final Topics topics;
  private final JobEntry entry;
  private final int splits;
  private final int records;
  private final KafkaProducer<byte[], byte[]> producer;
  private int receipts;

  /** A run of some splits with as many records each; registered as the current one. */
  PublishedRun(Cluster cluster, String job, String run, int splits, int records) {
    this.topics = new Topics(job);
    this.entry = new JobEntry(job, run, "job: " + job, ".", 1_795_298_710_000L);
    this.splits = splits;
    this.records = records;
    this.producer = cluster.transactionalProducer("test-" + job + "-" + run);
    producer.initTransactions();
    try (KafkaProducer<byte[], byte[]> plain = cluster.plainProducer()) {
      JobRegister.put(plain, entry);
    }
  }

  JobEntry entry() {
    return entry;
  }

  /** Publishes the plan, and each split as read to its end. */
  void publishSplits() {
    producer.beginTransaction();
    RunPlan plan = new RunPlan(splits, "fingerprint", entry.startedAt(), 1, StartOffsets.NONE);
    producer.send(SplitMessages.of(topics.splits(), entry.run(), plan));
    for (int i = 0; i < splits; i++) {
      SplitProgress progress =
          new SplitProgress(
              new Split(i, "data, part " + i + ".csv", "0-1", records),
              new Position(records, "1"),
              true);
      producer.send(SplitMessages.of(topics.splits(), entry.run(), progress));
    }
    producer.commitTransaction();
  }

  /** Publishes the receipts and dead letters of one split, each batch in a transaction. */
  void publishOutcomes(int split, int batch) {
    for (int from = 0; from < records; from += batch) {
      publishBatch(split, from, Math.min(records, from + batch));
    }
  }

  /** Publishes one batch of a split in one transaction. */
  void publishBatch(int split, int from, int to) {
    producer.beginTransaction();
    List<Receipt.Entry> entries = new ArrayList<>();
    Tally tally = Tally.ZERO;
    for (int ordinal = from; ordinal < to; ordinal++) {
      RecordId id = new RecordId(split, ordinal);
      Outcome outcome = outcome(ordinal);
      tally = tally.plus(Tally.of(outcome));
      entries.add(new Receipt.Entry(id, ordinal + 2L, key(id), Receipt.End.of(outcome)));
      if (outcome instanceof Outcome.Failed(Failure failure)) {
        Origin origin = new Origin("data, part " + split + ".csv", ordinal + 2L);
        producer.send(
            DeadLetters.ofSource(
                topics.failed(), entry.run(), id, key(id), origin, utf8("raw"), failure));
      }
    }
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    if (tally.failed() > 0) {
      failures.put(FAILURE.code(), tally.failed());
    }
    long at = entry.startedAt() + 1000L * ++receipts;
    Receipt.Summary summary =
        new Receipt.Summary(
            entry.run(),
            Receipt.Kind.LOAD,
            "worker-" + receipts % 3,
            at,
            Map.of(split, tally),
            failures);
    byte[] bytes = ReceiptCodec.encode(new Receipt(summary, entries));
    producer.send(new ProducerRecord<>(topics.receipts(), receipts % 4, null, bytes));
    producer.commitTransaction();
  }

  private static Outcome outcome(int ordinal) {
    return switch (ordinal % 100) {
      case 7 -> Outcome.Dropped.DROPPED;
      case 77 -> new Outcome.Failed(FAILURE);
      case 10, 20, 30, 40, 50, 60, 70, 80, 90, 99 -> Outcome.Unchanged.UNCHANGED;
      default -> Outcome.Written.WRITTEN;
    };
  }

  private static Optional<String> key(RecordId id) {
    return Optional.of("key-" + id.split() + "/" + id.ordinal());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}

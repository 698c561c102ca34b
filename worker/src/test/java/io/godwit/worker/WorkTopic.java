package io.godwit.worker;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkPacker;
import io.godwit.common.wire.run.JobEntry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topics of one job, filled and read by a test in the place of producer and aggregator. */
final class WorkTopic implements AutoCloseable {

  /** Record {@code i} has the key {@code i % KEYS} and the version {@code i}. */
  static final int KEYS = 500;

  private static final int SPLITS = 3;

  private final Cluster cluster;
  private final Topics topics;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicReader reader;
  private final List<Receipt> receipts = new ArrayList<>();

  WorkTopic(Cluster cluster, String job, int partitions) throws Exception {
    this.cluster = cluster;
    this.topics = new Topics(job);
    this.partitions = partitions;
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofJob(admin, topics, partitions);
    }
    this.producer = cluster.transactionalProducer("test-" + job);
    producer.initTransactions();
    this.reader = TopicReader.open(cluster, topics.receipts());
  }

  Topics topics() {
    return topics;
  }

  void register(String run) {
    try (KafkaProducer<byte[], byte[]> plain = cluster.plainProducer()) {
      JobRegister.put(plain, new JobEntry(topics.job(), run, "", "", 0));
    }
  }

  /** A pack of one record. */
  ProducerRecord<byte[], byte[]> message(String run, int i) {
    WorkPacker packer = new WorkPacker(topics.work(), run, partitions, Placement.bySourceKey());
    packer.add(record(i), Integer.MAX_VALUE);
    return packer.take().getFirst();
  }

  private static DataRecord record(int i) {
    Document fields =
        Document.of("version", new Value.Int64(i)).with("padding", new Value.Text("x".repeat(20)));
    return new DataRecord(
        new RecordId(i % SPLITS, i / SPLITS),
        new Key(Integer.toString(i % KEYS)),
        new Origin("file", i + 1),
        fields);
  }

  /** Publishes records in transactions of so many that each has a key once. */
  void publish(String run, int from, int to) {
    for (int i = from; i < to; i += KEYS) {
      List<WorkPacker> splits = new ArrayList<>();
      for (int split = 0; split < SPLITS; split++) {
        splits.add(new WorkPacker(topics.work(), run, partitions, Placement.bySourceKey()));
      }
      for (int n = i; n < Math.min(to, i + KEYS); n++) {
        splits.get(n % SPLITS).add(record(n), Integer.MAX_VALUE);
      }
      send(true, splits.stream().flatMap(split -> split.take().stream()).toList());
    }
  }

  /** Sends messages in a transaction that is then committed or aborted. */
  void send(boolean commit, List<ProducerRecord<byte[], byte[]>> messages) {
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> message : messages) {
      var unused = producer.send(message);
    }
    producer.flush();
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  /** The outcomes of a run that are published now. */
  List<Receipt.Entry> outcomes(String run) {
    reader.toEnd(message -> receipts.add(ReceiptCodec.decode(message.value())));
    return receipts.stream()
        .filter(receipt -> receipt.summary().run().equals(run))
        .flatMap(receipt -> receipt.entries().stream())
        .toList();
  }

  @Override
  public void close() {
    producer.close();
    reader.close();
  }
}

package io.godwit.testkit.watch;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Position;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkPacker;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.testkit.env.Environment;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A run without roles, of a job and a schema of its own: a test says what is published, written and
 * settled, and may say it in a wrong order. Its one split has {@value #RECORDS} records. For one
 * thread.
 */
final class FakeRun implements AutoCloseable {

  static final String RUN = "run-1";
  static final int RECORDS = 200;

  private static final int PARTITIONS = 2;

  private final Topics topics;
  private final Connection target;
  private final KafkaProducer<byte[], byte[]> producer;
  private final WorkPacker packer;

  private FakeRun(Topics topics, Connection target, KafkaProducer<byte[], byte[]> producer) {
    this.topics = topics;
    this.target = target;
    this.producer = producer;
    // By its id: the record n goes to the partition n % 2.
    Placement placement = record -> record.id().ordinal();
    this.packer = new WorkPacker(topics.work(), RUN, PARTITIONS, placement);
  }

  static FakeRun create(Environment environment, String job) throws SQLException, Trouble {
    Topics topics = new Topics(job);
    Cluster cluster = new Cluster(environment.bootstrap());
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofJob(admin, topics, PARTITIONS);
    }
    Connection target = DriverManager.getConnection(environment.jdbcUrl());
    try (Statement sql = target.createStatement()) {
      sql.execute("create schema " + job);
      sql.execute("set search_path to " + job);
      sql.execute("create table t (id int primary key, name text)");
    }
    KafkaProducer<byte[], byte[]> producer = cluster.transactionalProducer(job);
    producer.initTransactions();
    return new FakeRun(topics, target, producer);
  }

  /** Publishes records, and the position behind the last of them, which may be a wrong one. */
  void publish(long from, long to, long position) {
    producer.beginTransaction();
    sendWork(from, to);
    SplitProgress progress =
        new SplitProgress(
            new Split(0, "rows.csv", "", RECORDS), new Position(position, ""), position == RECORDS);
    send(SplitMessages.of(topics.splits(), RUN, progress));
    producer.commitTransaction();
  }

  /** Publishes records in vain. */
  void abort(long from, long to) {
    producer.beginTransaction();
    sendWork(from, to);
    producer.flush();
    producer.abortTransaction();
  }

  private void sendWork(long from, long to) {
    LongStream.range(from, to).forEach(n -> packer.add(record(n), 10_000));
    packer.take().forEach(this::send);
  }

  private static DataRecord record(long n) {
    Document fields =
        Document.of("id", new Value.Int64(n)).with("name", new Value.Text("it's " + n));
    return new DataRecord(
        new RecordId(0, n), new Key(Long.toString(n)), new Origin("rows.csv", n + 2), fields);
  }

  /** Writes the rows of records, in one transaction. */
  void write(boolean commit, long... records) throws SQLException {
    target.setAutoCommit(false);
    try (PreparedStatement sql =
        target.prepareStatement(
            "insert into t values (?, ?) on conflict (id) do update set name = excluded.name")) {
      for (long n : records) {
        sql.setLong(1, n);
        sql.setString(2, "it's " + n);
        sql.addBatch();
      }
      sql.executeBatch();
    }
    if (commit) {
      target.commit();
    } else {
      target.rollback();
    }
  }

  /** Publishes a receipt that says written. */
  void settle(long... records) {
    List<Receipt.Entry> entries =
        LongStream.of(records)
            .mapToObj(n ->
                new Receipt.Entry(
                    new RecordId(0, n), n + 2, Optional.of("" + n), Receipt.End.WRITTEN))
            .toList();
    Receipt.Summary summary =
        new Receipt.Summary(RUN, Receipt.Kind.LOAD, "worker-1", 0, Map.of(), Map.of());
    producer.beginTransaction();
    send(
        new ProducerRecord<>(
            topics.receipts(), ReceiptCodec.encode(new Receipt(summary, entries))));
    producer.commitTransaction();
  }

  /** The records from one to another that are in one partition. */
  static long[] of(int partition, long from, long to) {
    return LongStream.range(from, to).filter(n -> n % PARTITIONS == partition).toArray();
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    // The commit throws where a send failed.
    var unused = producer.send(message);
  }

  @Override
  public void close() throws SQLException {
    producer.close();
    target.close();
  }
}

package io.godwit.producer.gone;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.Document;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.cbor.DocumentEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The rows of one task in the gone topic: each a message with the run and the task as its key and
 * the row as CBOR. They are there before anything is done to the target, so that whoever takes over
 * goes on with the same ones, and what was deleted can still be read. For one thread.
 */
final class KeptRows {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

  private final Cluster cluster;
  private final TopicPartition partition;
  private final byte[] key;
  private final DocumentEncoder encoder = new DocumentEncoder();
  private final DocumentDecoder decoder = new DocumentDecoder();

  /** Those of a task; nothing is read yet. */
  KeptRows(Cluster cluster, Topics topics, String run, int task) {
    this.cluster = cluster;
    this.partition = new TopicPartition(topics.gone(), 0);
    this.key = (run + "/" + task).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Some rows.
   *
   * @param rows at least one
   * @param next the offset from which the rest is to be read
   */
  record Some(List<Document> rows, long next) {}

  /** Where the next row will be kept, or later. */
  long end() {
    try (KafkaConsumer<byte[], byte[]> consumer = cluster.reader()) {
      return end(consumer);
    }
  }

  private long end(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /** The message that keeps a row. */
  ProducerRecord<byte[], byte[]> message(Document row) {
    return new ProducerRecord<>(partition.topic(), partition.partition(), key, encoder.encode(row));
  }

  /**
   * Reads rows. A client for each time: it costs a moment, and one that lasted would have to be
   * closed by whoever gives up, while another thread reads.
   *
   * @param from the offset of the first, or one before it
   * @param most how many at most, from 1
   * @throws Refused where they are not there any more
   * @throws org.apache.kafka.common.KafkaException where no broker answers
   */
  Some read(long from, int most) {
    try (KafkaConsumer<byte[], byte[]> consumer = cluster.reader()) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, from);
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      List<Document> rows = new ArrayList<>();
      long next = from;
      while (rows.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          if (rows.size() < most) {
            next = message.offset() + 1;
            if (Arrays.equals(message.key(), key)) {
              rows.add(decoder.decode(message.value()));
            }
          }
        }
        requireTime(deadline, consumer);
      }
      return new Some(rows, next);
    }
  }

  /** The marker of a transaction may come some moments after its commit was confirmed. */
  private void requireTime(long deadline, KafkaConsumer<byte[], byte[]> consumer) {
    if (System.nanoTime() > deadline) {
      if (consumer.position(partition) >= end(consumer)) {
        throw new Refused(
            ErrorCode.GONE_REFUSED,
            "rows that were kept in " + partition.topic() + " are not there any more");
      }
      throw new TimeoutException("no broker hands out " + partition);
    }
  }
}

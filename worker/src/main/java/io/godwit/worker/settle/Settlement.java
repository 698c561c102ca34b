package io.godwit.worker.settle;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What is to be published about some records of a partition that have ended.
 *
 * @param partition of the work topic
 * @param offset the next one to consume once this is settled
 * @param result what has become of them; nothing where the offset moves over messages that are no
 *     records of the run
 * @param mark what is to stand beside the offset; empty for nothing
 */
public record Settlement(TopicPartition partition, long offset, BatchResult result, String mark) {

  private static final int OVERHEAD = 500;

  /** A settlement with nothing beside the offset. */
  public Settlement(TopicPartition partition, long offset, BatchResult result) {
    this(partition, offset, result, "");
  }

  /** A settlement of no record: it only says from where on to consume, and a mark. */
  public static Settlement ofMark(TopicPartition partition, long offset, String mark) {
    return new Settlement(partition, offset, BatchResult.NOTHING, mark);
  }

  /** How many records have ended. */
  long records() {
    return result.records().total();
  }

  /** What it costs in memory, about. */
  long bytes() {
    long bytes = OVERHEAD;
    for (ProducerRecord<byte[], byte[]> message : result.messages()) {
      bytes += OVERHEAD + message.value().length;
    }
    return bytes;
  }
}

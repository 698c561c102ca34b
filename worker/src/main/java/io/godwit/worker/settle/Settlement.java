package io.godwit.worker.settle;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What is to be published about some records of a partition that have ended.
 *
 * @param partition of the work topic
 * @param offset the next one to consume once this is settled
 * @param ended what has become of them; nothing where the offset moves over messages that are no
 *     records of the run
 */
public record Settlement(TopicPartition partition, long offset, Ended ended) {

  private static final int OVERHEAD = 500;

  /** A settlement that only moves the offset. */
  public static Settlement ofOffset(TopicPartition partition, long offset) {
    return new Settlement(partition, offset, Ended.NOTHING);
  }

  /** How many records have ended. */
  long records() {
    return ended.records().total();
  }

  /** What it costs in memory, about. */
  long bytes() {
    long bytes = OVERHEAD;
    for (ProducerRecord<byte[], byte[]> message : ended.messages()) {
      bytes += OVERHEAD + message.value().length;
    }
    return bytes;
  }
}

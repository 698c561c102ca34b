package io.godwit.worker.settle;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What is to be published about some records of a partition that have ended.
 *
 * @param partition of the work topic
 * @param offset the next one to consume once this is settled
 * @param messages the receipt and the dead letters; none where the offset moves over messages that
 *     are no records of the run
 * @param records how many records have ended
 */
public record Settlement(
    TopicPartition partition,
    long offset,
    List<ProducerRecord<byte[], byte[]>> messages,
    int records) {

  private static final int OVERHEAD = 500;

  /** A settlement that only moves the offset. */
  public static Settlement ofOffset(TopicPartition partition, long offset) {
    return new Settlement(partition, offset, List.of(), 0);
  }

  /** What it costs in memory, about. */
  long bytes() {
    long bytes = OVERHEAD;
    for (ProducerRecord<byte[], byte[]> message : messages) {
      bytes += OVERHEAD + message.value().length;
    }
    return bytes;
  }
}

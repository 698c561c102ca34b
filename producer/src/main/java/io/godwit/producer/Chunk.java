package io.godwit.producer;

import io.godwit.common.wire.SplitProgress;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Some records of a split in their order, ready to be sent.
 *
 * @param messages work records; and for what could not be read, dead letters and their receipt
 * @param after the progress of the split once they are published
 * @param bytes of the messages' values
 */
record Chunk(List<ProducerRecord<byte[], byte[]>> messages, SplitProgress after, long bytes) {

  /** The chunk of these messages. */
  static Chunk of(List<ProducerRecord<byte[], byte[]>> messages, SplitProgress after) {
    long bytes = 0;
    for (ProducerRecord<byte[], byte[]> message : messages) {
      bytes += message.value().length;
    }
    return new Chunk(messages, after, bytes);
  }
}

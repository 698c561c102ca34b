package io.godwit.producer;

import io.godwit.common.wire.SplitProgress;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Some records of a split in their order, ready to be sent.
 *
 * @param messages work records; and for what could not be read, dead letters and their receipt
 * @param after the progress of the split once they are published
 */
record Chunk(List<ProducerRecord<byte[], byte[]>> messages, SplitProgress after) {

  /** The bytes of the messages' values. */
  long bytes() {
    return messages.stream().mapToLong(message -> message.value().length).sum();
  }
}

package io.godwit.producer;

import io.godwit.common.wire.SplitProgress;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Some records of a split in their order, ready to be sent.
 *
 * @param messages work records; and for what could not be read, dead letters and their receipt
 * @param after the progress of the split once they are published
 * @param volume how much that is
 */
record Chunk(List<ProducerRecord<byte[], byte[]>> messages, SplitProgress after, Volume volume) {

  /**
   * The chunk of these messages.
   *
   * @param failures how many of them are dead letters, which have one receipt
   */
  static Chunk of(
      List<ProducerRecord<byte[], byte[]>> messages, SplitProgress after, int failures) {
    long bytes = 0;
    for (ProducerRecord<byte[], byte[]> message : messages) {
      byte @Nullable [] key = message.key();
      bytes += (key == null ? 0 : key.length) + message.value().length;
    }
    int others = failures == 0 ? 0 : failures + 1;
    return new Chunk(messages, after, new Volume(messages.size() - others, bytes, failures));
  }

  /** Of the messages' keys and values. */
  long bytes() {
    return volume.bytes();
  }
}

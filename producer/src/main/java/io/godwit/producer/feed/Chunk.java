package io.godwit.producer.feed;

import io.godwit.common.wire.run.SplitProgress;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Some records of a split in their order, ready to be sent.
 *
 * @param messages packs of work records; and for what could not be read, dead letters and their
 *     receipt
 * @param after the progress of the split once they are published
 * @param volume how much that is
 */
public record Chunk(
    List<ProducerRecord<byte[], byte[]>> messages, SplitProgress after, PublishedVolume volume) {

  /**
   * The chunk of these messages.
   *
   * @param records how many records are in the packs
   * @param failures how many dead letters there are
   */
  static Chunk of(
      List<ProducerRecord<byte[], byte[]>> messages,
      SplitProgress after,
      int records,
      int failures) {
    long bytes = 0;
    for (ProducerRecord<byte[], byte[]> message : messages) {
      bytes += message.value().length;
    }
    return new Chunk(messages, after, new PublishedVolume(records, bytes, failures));
  }

  /** Of the messages' values. */
  public long bytes() {
    return volume.bytes();
  }
}

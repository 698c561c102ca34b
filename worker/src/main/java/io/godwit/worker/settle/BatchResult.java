package io.godwit.worker.settle;

import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What has become of the records that are settled together.
 *
 * @param messages the receipt, then the dead letters
 * @param records how many records ended in each way
 * @param bytes how many bytes those records have in Kafka
 * @param failures how many records failed, by code
 */
public record BatchResult(
    List<ProducerRecord<byte[], byte[]>> messages,
    Tally records,
    Tally bytes,
    Map<ErrorCode, Long> failures) {

  /** Of no record. */
  static final BatchResult NOTHING = new BatchResult(List.of(), Tally.ZERO, Tally.ZERO, Map.of());

  /** Takes unmodifiable copies. */
  public BatchResult {
    messages = List.copyOf(messages);
    failures = Map.copyOf(failures);
  }
}

package io.godwit.worker.settle;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Tally;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What has become of a batch, or of some.
 *
 * @param messages the receipt, then the dead letters, of one batch after the other
 * @param records how many records ended in each way
 * @param bytes how many bytes those records have in Kafka
 * @param failures how many records failed, by code
 */
public record Ended(
    List<ProducerRecord<byte[], byte[]>> messages,
    Tally records,
    Tally bytes,
    Map<ErrorCode, Long> failures) {

  /** Of no record. */
  static final Ended NOTHING = new Ended(List.of(), Tally.ZERO, Tally.ZERO, Map.of());

  /** What has become of some batches together. */
  public static Ended of(List<Ended> batches) {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    Tally records = Tally.ZERO;
    Tally bytes = Tally.ZERO;
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    for (Ended batch : batches) {
      messages.addAll(batch.messages());
      records = records.plus(batch.records());
      bytes = bytes.plus(batch.bytes());
      batch.failures().forEach((code, count) -> failures.merge(code, count, Long::sum));
    }
    return new Ended(messages, records, bytes, failures);
  }

  /** Takes unmodifiable copies. */
  public Ended {
    messages = List.copyOf(messages);
    failures = Map.copyOf(failures);
  }
}

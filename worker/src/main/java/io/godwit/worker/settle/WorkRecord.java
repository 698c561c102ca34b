package io.godwit.worker.settle;

import io.godwit.common.model.RecordId;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A message that is a record of the run.
 *
 * @param message with a key and a value
 * @param id which record it is, by its header
 */
public record WorkRecord(ConsumerRecord<byte[], byte[]> message, RecordId id) {}

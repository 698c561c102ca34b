package io.godwit.common.replay;

import io.godwit.common.model.RecordId;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter that no replay has taken.
 *
 * @param letter what it says
 * @param origin the record's place in the books of the root run
 * @param message as it stands in the failed topic
 */
public record OpenLetter(
    DeadLetter letter, RecordId origin, ConsumerRecord<byte[], byte[]> message) {}

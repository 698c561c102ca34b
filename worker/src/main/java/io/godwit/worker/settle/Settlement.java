package io.godwit.worker.settle;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What is to be published about some records of a partition that have ended.
 *
 * @param partition of the work topic
 * @param offset the next one to consume once this is settled
 * @param messages the receipt and the dead letters; none where the offset moves over a transaction
 *     marker only
 * @param records how many records have ended
 */
public record Settlement(
    TopicPartition partition,
    long offset,
    List<ProducerRecord<byte[], byte[]>> messages,
    int records) {}

package io.godwit.common.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows a whole topic from its beginning, partition after partition where order matters, without
 * a group. For one thread.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /** A reader at the beginning of the topic; a topic that does not exist reads as empty. */
  public static TopicReader open(Cluster cluster, String topic) {
    KafkaConsumer<byte[], byte[]> consumer = cluster.reader();
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, info.partition()));
    }
    partitions.sort(Comparator.comparingInt(TopicPartition::partition));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new TopicReader(consumer, partitions);
  }

  /**
   * Reads on to where the topic's committed end is now.
   *
   * @param each is handed every record in the order of its partition; partitions are interleaved
   */
  public void toEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream().anyMatch(end -> isBefore(end.getKey(), end.getValue()))) {
      consumer.poll(POLL).forEach(each);
    }
  }

  private boolean isBefore(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  /**
   * Reads everything once, one partition after the other from the first: two readers of the same
   * log hand out the same records in the same order.
   */
  public void inOrder(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    for (TopicPartition partition : partitions) {
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (isBefore(partition, end)) {
        consumer.poll(POLL).forEach(each);
      }
    }
    consumer.assign(partitions);
  }

  @Override
  public void close() {
    consumer.close();
  }
}

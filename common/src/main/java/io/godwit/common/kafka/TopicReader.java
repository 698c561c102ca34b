package io.godwit.common.kafka;

import io.godwit.common.retry.Backoff;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Follows a whole topic from its beginning, partition after partition where order matters, without
 * a group. For one thread.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * A reader at the beginning of the topic.
   *
   * <p>A broker learns of a topic, and of all topics after its own restart, some moments later than
   * the controller. One that does not know the topic yet is asked again: a reader without
   * partitions would find it empty for ever.
   *
   * @throws UnknownTopicOrPartitionException where the topic does not exist
   */
  public static TopicReader open(Cluster cluster, String topic) {
    KafkaConsumer<byte[], byte[]> consumer = cluster.reader();
    List<TopicPartition> partitions;
    try {
      partitions = partitions(consumer, topic);
    } catch (KafkaException e) {
      consumer.close();
      throw e;
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new TopicReader(consumer, partitions);
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1));
    long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
    List<PartitionInfo> known = consumer.partitionsFor(topic);
    while (known.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new UnknownTopicOrPartitionException("the broker knows no topic " + topic);
      }
      pause(backoff.next());
      known = consumer.partitionsFor(topic);
    }
    return known.stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
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

package io.godwit.common.kafka;

import io.godwit.common.retry.Backoff;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Follows a topic from its beginning or from where a run starts in it, partition after partition
 * where order matters, without a group. For one thread.
 *
 * <p>Its methods throw {@link org.apache.kafka.common.KafkaException} where no broker answers for
 * half a minute; a reader that threw can be used again.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(10);

  /** Whoever reads here can do nothing else meanwhile, not even be told to stop. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final List<Long> starts;

  /** Where partitions begin; asked for where that matters, which is rarely. */
  private final Map<TopicPartition, Long> beginnings = new HashMap<>();

  private TopicReader(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, List<Long> starts) {
    this.consumer = consumer;
    this.partitions = partitions;
    this.starts = starts;
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
    return open(cluster, topic, List.of());
  }

  /**
   * The same, at these offsets. What has been deleted behind one is passed over.
   *
   * @param starts by number of partition; one that has none is read from its beginning
   * @throws UnknownTopicOrPartitionException where the topic does not exist
   */
  public static TopicReader open(Cluster cluster, String topic, List<Long> starts) {
    return open(cluster, List.of(topic), starts);
  }

  /**
   * A reader at the beginning of several topics: where they end is asked for with one request, and
   * a record says itself which it is of.
   *
   * @throws UnknownTopicOrPartitionException where one of them does not exist
   */
  public static TopicReader ofAll(Cluster cluster, List<String> topics) {
    return open(cluster, topics, List.of());
  }

  private static TopicReader open(Cluster cluster, List<String> topics, List<Long> starts) {
    KafkaConsumer<byte[], byte[]> consumer = cluster.reader();
    try {
      List<TopicPartition> partitions =
          topics.stream().flatMap(topic -> partitions(consumer, topic).stream()).toList();
      consumer.assign(partitions);
      TopicReader reader = new TopicReader(consumer, partitions, List.copyOf(starts));
      reader.rewind();
      return reader;
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Goes back to where a partition was opened. */
  public void rewind(int number) {
    for (TopicPartition partition : partitions) {
      if (partition.partition() == number) {
        if (number < starts.size()) {
          consumer.seek(partition, starts.get(number));
        } else {
          consumer.seekToBeginning(List.of(partition));
        }
      }
    }
  }

  private void rewind() {
    consumer.seekToBeginning(partitions);
    for (TopicPartition partition : partitions) {
      if (partition.partition() < starts.size()) {
        consumer.seek(partition, starts.get(partition.partition()));
      }
    }
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
   * <p>The broker confirms a commit to its producer before the partitions have their markers: the
   * end may lie some milliseconds behind a transaction that was just committed, never behind one
   * that the producer's next transaction came after.
   *
   * @param each is handed every record in the order of its partition; partitions are interleaved
   */
  public void toEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    read(consumer.endOffsets(partitions), each);
  }

  /**
   * Reads on to the last record that is there now, whoever wrote it: what is in an open transaction
   * is waited for until that is committed or aborted, at most half a minute.
   */
  public void toLast(Admin admin, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends;
    try {
      ends = TopicOffsets.ends(admin, partitions);
    } catch (ExecutionException e) {
      throw new KafkaException("the end of " + partitions + " is not known", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    read(ends, each);
  }

  /** Passes over all but so many of the newest records of each partition. */
  public void skipToNewest(long records) {
    consumer
        .endOffsets(partitions)
        .forEach((partition, end) -> {
          if (consumer.position(partition) < end - records) {
            consumer.seek(partition, end - records);
          }
        });
  }

  /** Passes over what was written before a moment, in milliseconds since 1970. */
  public void skipToWritten(long since) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      Optional<OffsetAndTimestamp> first = Optional.ofNullable(found.get(partition));
      if (first.isEmpty()) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, first.get().offset());
      }
    }
  }

  /**
   * Reads everything from where it was opened to where the topic's committed end is now, one
   * partition after the other from the first: two readers of the same log hand out the same records
   * in the same order. A later {@link #toEnd} goes on from there.
   */
  public void inOrder(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    // Paused and not assigned anew: every assignment costs half a second until its first answer.
    rewind();
    consumer.pause(partitions);
    for (TopicPartition partition : partitions) {
      consumer.resume(List.of(partition));
      read(Map.of(partition, ends.getOrDefault(partition, 0L)), each);
      consumer.pause(List.of(partition));
    }
    consumer.resume(partitions);
  }

  /**
   * Reads on to these offsets, in those partitions alone.
   *
   * @param ends by number of partition; at most where the partition ends
   */
  public void upTo(Map<Integer, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Optional.ofNullable(ends.get(partition.partition()))
          .ifPresent(end -> wanted.put(partition, end));
    }
    consumer.pause(partitions);
    consumer.resume(wanted.keySet());
    read(wanted, each);
    consumer.resume(partitions);
  }

  /** Positions pass aborted records and markers too, so every end is reached. */
  private void read(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    long missing = missing(ends);
    long movedAt = System.nanoTime();
    while (missing > 0) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.forEach(record -> {
        if (!isDouble(record)) {
          each.accept(record);
        }
      });
      long now = missing(ends);
      if (now < missing) {
        movedAt = System.nanoTime();
      } else if (System.nanoTime() - movedAt > PATIENCE_NANOS) {
        throw new TimeoutException("no broker hands out the rest of " + ends.keySet());
      }
      missing = now;
    }
  }

  /** Whether it is a copy of a message that still stands there. */
  private boolean isDouble(ConsumerRecord<byte[], byte[]> record) {
    if (record.headers().lastHeader(MovedFrom.HEADER) == null) {
      return false;
    }
    List<Long> was = MovedFrom.offsets(record.headers());
    return !was.isEmpty()
        && was.getLast() >= beginning(new TopicPartition(record.topic(), record.partition()));
  }

  private long beginning(TopicPartition partition) {
    return beginnings.computeIfAbsent(
        partition, asked -> consumer.beginningOffsets(List.of(asked)).getOrDefault(asked, 0L));
  }

  /** Whether something that stood behind where it was opened has been deleted. */
  public boolean isCut() {
    for (TopicPartition partition : partitions) {
      if (partition.partition() < starts.size()
          && beginning(partition) > starts.get(partition.partition())) {
        return true;
      }
    }
    return false;
  }

  private long missing(Map<TopicPartition, Long> ends) {
    long missing = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      missing += Math.max(0, end.getValue() - consumer.position(end.getKey()));
    }
    return missing;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

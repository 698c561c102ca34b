package io.godwit.common.run;

import io.godwit.common.kafka.TopicOffsets;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a group is behind a topic, by partition.
 *
 * @param partitions messages between what the group has committed and the end, each from 0
 */
public record Lag(SortedMap<Integer, Long> partitions) {

  /** Takes an unmodifiable copy. */
  public Lag {
    partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
  }

  /** The lag of all partitions. */
  public long total() {
    return partitions.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The work that is left: packs of records published and not yet settled by a worker. Only
   * committed ones count; the plain end of a partition would include what a producer may yet abort.
   *
   * @throws Trouble where the broker does not answer
   */
  public static Lag ofWorkers(Admin admin, Topics topics) throws Trouble {
    return of(admin, topics.workers(), topics.work(), IsolationLevel.READ_COMMITTED);
  }

  /** The same, for one who asks often and knows the partitions of the work topic. */
  static Lag ofWorkers(Admin admin, Topics topics, Collection<TopicPartition> work) throws Trouble {
    return ask(
        topics.workers(),
        () -> measure(admin, topics.workers(), work, IsolationLevel.READ_COMMITTED));
  }

  /**
   * The partitions of the work topic, for {@link #ofWorkers(Admin, Topics, Collection)}.
   *
   * @throws Trouble where the broker does not answer, or there is no such topic
   */
  static List<TopicPartition> workPartitions(Admin admin, Topics topics) throws Trouble {
    return ask(topics.workers(), () -> partitions(admin, topics.work()));
  }

  /**
   * The lag of any group.
   *
   * @param end whether messages of open transactions count
   * @throws Trouble where the broker does not answer, or there is no such topic
   */
  public static Lag of(Admin admin, String group, String topic, IsolationLevel end) throws Trouble {
    return ask(group, () -> measure(admin, group, partitions(admin, topic), end));
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  private static <T> T ask(String group, Question<T> question) throws Trouble {
    try {
      return question.ask();
    } catch (ExecutionException e) {
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "cannot ask for the lag of " + group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted at the lag of " + group, e);
    }
  }

  private static List<TopicPartition> partitions(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    return TopicOffsets.partitions(admin, List.of(topic)).getOrDefault(topic, List.of());
  }

  private static Lag measure(
      Admin admin, String group, Collection<TopicPartition> partitions, IsolationLevel end)
      throws ExecutionException, InterruptedException {
    // The committed offsets first: what is committed meanwhile makes the lag larger, never
    // negative.
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    for (TopicPartition partition : partitions) {
      latest.put(partition, OffsetSpec.latest());
      earliest.put(partition, OffsetSpec.earliest());
    }
    Map<TopicPartition, ListOffsetsResultInfo> begins = admin.listOffsets(earliest).all().get();
    SortedMap<Integer, Long> lags = new TreeMap<>();
    admin
        .listOffsets(latest, new ListOffsetsOptions(end))
        .all()
        .get()
        .forEach((partition, last) -> {
          // A group begins at the beginning, and again where what it has committed is gone.
          OffsetAndMetadata offset = committed.get(partition);
          ListOffsetsResultInfo begin = begins.getOrDefault(partition, last);
          long from = offset == null ? begin.offset() : Math.max(begin.offset(), offset.offset());
          lags.put(partition.partition(), Math.max(0, last.offset() - from));
        });
    return new Lag(lags);
  }
}

package io.godwit.common.kafka;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Where partitions begin and end. Any thread may ask.
 *
 * <p>Its methods throw {@link ExecutionException} where no broker answers, or one refuses.
 */
public final class TopicOffsets {

  private TopicOffsets() {}

  /** The partitions of some topics, which exist: each topic's by number. */
  public static Map<String, List<TopicPartition>> partitions(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Map<String, List<TopicPartition>> partitions = new HashMap<>();
    for (TopicDescription described : admin.describeTopics(topics).allTopicNames().get().values()) {
      partitions.put(
          described.name(),
          described.partitions().stream()
              .map(TopicPartitionInfo::partition)
              .sorted(Comparator.naturalOrder())
              .map(number -> new TopicPartition(described.name(), number))
              .toList());
    }
    return partitions;
  }

  /** Behind the last record of each, whoever wrote it: also those of open transactions count. */
  public static Map<TopicPartition, Long> ends(Admin admin, Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    return offsets(admin, partitions, OffsetSpec.latest());
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Collection<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }
}

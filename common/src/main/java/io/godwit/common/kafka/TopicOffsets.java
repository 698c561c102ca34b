package io.godwit.common.kafka;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
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
    Map<TopicPartition, Long> ends = new HashMap<>();
    offsets(admin, partitions, OffsetSpec.latest())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /**
   * An offset of each before which all was written before a moment, in milliseconds since 1970;
   * none where that is so of the whole partition.
   *
   * <p>A broker looks for the moment among segments that are deleted, too, until they are off its
   * disk, and answers then that there is no such record, though there are later ones. So it is also
   * asked for the newest; where that is not older, nothing is known, and the offset is 0.
   */
  public static Map<TopicPartition, Long> writtenSince(
      Admin admin, Collection<TopicPartition> partitions, long moment)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> since = new HashMap<>();
    offsets(admin, partitions, OffsetSpec.forTimestamp(Math.max(0, moment)))
        .forEach((partition, found) -> since.put(partition, found.offset()));
    List<TopicPartition> none =
        partitions.stream().filter(any -> since.getOrDefault(any, -1L) < 0).toList();
    none.forEach(since::remove);
    offsets(admin, none, OffsetSpec.maxTimestamp())
        .forEach((partition, newest) -> {
          if (newest.offset() >= 0 && newest.timestamp() >= moment) {
            since.put(partition, 0L);
          }
        });
    return since;
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, Collection<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    return admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .all()
        .get();
  }
}

package io.godwit.testkit.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Where a topic's partitions end. */
public final class TopicEnds {

  private TopicEnds() {}

  /**
   * The offset behind the last record of each partition.
   *
   * @param level whether records of open transactions count
   * @throws ExecutionException where there is no such topic, and where no broker answers
   */
  public static Map<TopicPartition, Long> of(Admin admin, String topic, IsolationLevel level)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .values()
        .forEach(described ->
            described
                .partitions()
                .forEach(p ->
                    latest.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest, new ListOffsetsOptions(level))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }
}

package io.godwit.testkit.fleet;

import io.godwit.common.kafka.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * The markers of transactions. A broker confirms a commit before the partitions have its markers,
 * so a test that reads at once may find less than what was committed.
 */
public final class Markers {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Markers() {}

  /** Returns when no transaction is open in the topic; fails after 20 seconds. */
  public static void await(Cluster cluster, String topic) {
    try (Admin admin = cluster.admin()) {
      Awaitility.await("no transaction is open in " + topic)
          .atMost(PATIENCE)
          .until(() ->
              ends(admin, topic, IsolationLevel.READ_COMMITTED)
                  .equals(ends(admin, topic, IsolationLevel.READ_UNCOMMITTED)));
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin, String topic, IsolationLevel level)
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

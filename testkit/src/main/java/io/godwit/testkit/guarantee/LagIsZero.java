package io.godwit.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.testkit.fleet.TopicEnds;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * The workers' group has no lag: not 1 a partition for the transaction markers, but 0. The last
 * offsets follow the last outcome by one commit, so the guarantee waits for them a while.
 */
public record LagIsZero() implements Guarantee {
  @Override
  public void check(FinishedRun run) {
    Topics topics = new Topics(run.job());
    try (Admin admin = new Cluster(run.bootstrap()).admin()) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> assertThat(lag(admin, topics)).as("lag").isEmpty());
    }
  }

  /** The partitions that lag, with their lag. */
  private static Map<TopicPartition, Long> lag(Admin admin, Topics topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(topics.workers()).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, Long> lag = new HashMap<>();
    TopicEnds.of(admin, topics.work(), IsolationLevel.READ_COMMITTED)
        .forEach((partition, end) -> {
          OffsetAndMetadata offset = committed.get(partition);
          long behind = end - (offset == null ? 0 : offset.offset());
          if (behind != 0) {
            lag.put(partition, behind);
          }
        });
    return lag;
  }
}

package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicOffsets;
import io.godwit.common.kafka.Topics;
import io.godwit.common.wire.StartOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What the runs before a new one have left in the topics of their job. For one thread. */
final class EndedRuns {

  private final Cluster cluster;
  private final Topics topics;

  EndedRuns(Cluster cluster, Topics topics) {
    this.cluster = cluster;
    this.topics = topics;
  }

  /**
   * Where it ends, and a run begins whose plan is published after this.
   *
   * @throws KafkaException where no broker answers
   */
  StartOffsets ends() throws InterruptedException {
    try (Admin admin = cluster.admin()) {
      Map<String, List<TopicPartition>> partitions =
          TopicOffsets.partitions(
              admin, List.of(topics.work(), topics.receipts(), topics.failed(), topics.splits()));
      List<TopicPartition> all = new ArrayList<>();
      partitions.values().forEach(all::addAll);
      Map<TopicPartition, Long> ends = TopicOffsets.ends(admin, all);
      return new StartOffsets(
          ends(partitions, ends, topics.work()),
          ends(partitions, ends, topics.receipts()),
          ends(partitions, ends, topics.failed()),
          ends(partitions, ends, topics.splits()));
    } catch (ExecutionException e) {
      throw new KafkaException("where the topics of " + topics.job() + " end is not known", e);
    }
  }

  private static List<Long> ends(
      Map<String, List<TopicPartition>> partitions, Map<TopicPartition, Long> ends, String topic) {
    return partitions.getOrDefault(topic, List.of()).stream()
        .map(partition -> ends.getOrDefault(partition, 0L))
        .toList();
  }
}

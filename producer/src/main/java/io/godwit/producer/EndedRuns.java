package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.kafka.RecordDeletion;
import io.godwit.common.kafka.TopicOffsets;
import io.godwit.common.kafka.Topics;
import io.godwit.common.wire.run.StartOffsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the runs before a new one have left in the topics of their job. For one thread. */
final class EndedRuns {

  private static final Logger LOG = LoggerFactory.getLogger(EndedRuns.class);

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

  /**
   * Deletes it: what stands before the run's starts in work, receipts and splits, and the dead
   * letters among it that are old enough. Nobody goes on with a run before this one, since the
   * job's entry names this one; and no list of such a run is made any more. Where that fails, the
   * next producer of the run or of a later one does it.
   *
   * <p>Work stays that no worker has passed over yet: the committed offset of a partition would
   * stand before its beginning for good where this run has nothing for that partition, and Kafka's
   * lag would never be 0.
   *
   * @param starts of the run, whose plan is published
   * @param keep how old a dead letter must be
   */
  void delete(StartOffsets starts, Duration keep) throws InterruptedException {
    Map<TopicPartition, Long> before = new HashMap<>();
    before.putAll(offsets(topics.receipts(), starts.receipts()));
    before.putAll(offsets(topics.splits(), starts.splits()));
    try (Admin admin = cluster.admin()) {
      before.putAll(least(offsets(topics.work(), starts.work()), settled(admin)));
      Map<TopicPartition, Long> letters = offsets(topics.failed(), starts.failed());
      // What earlier runs were found to differ in is kept as long; this one was not compared yet.
      letters.putAll(TopicOffsets.ends(admin, List.of(new TopicPartition(topics.verified(), 0))));
      long kept = System.currentTimeMillis() - keep.toMillis();
      before.putAll(least(letters, TopicOffsets.writtenSince(admin, letters.keySet(), kept)));
      RecordDeletion.before(admin, before);
    } catch (ExecutionException e) {
      LOG.warn("What earlier runs of {} have left stays for now", topics.job(), e);
    }
  }

  /**
   * Deletes rows that were kept by runs before a new one, and are old enough.
   *
   * @param keep how old a row must be
   */
  void forgetRows(Duration keep) throws InterruptedException {
    TopicPartition rows = new TopicPartition(topics.gone(), 0);
    try (Admin admin = cluster.admin()) {
      Map<TopicPartition, Long> ends = TopicOffsets.ends(admin, List.of(rows));
      long kept = System.currentTimeMillis() - keep.toMillis();
      RecordDeletion.before(
          admin, least(ends, TopicOffsets.writtenSince(admin, List.of(rows), kept)));
    } catch (ExecutionException e) {
      LOG.warn("What was gone in earlier runs of {} stays for now", topics.job(), e);
    }
  }

  private Map<TopicPartition, Long> settled(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> settled = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndMetadata> committed :
        admin
            .listConsumerGroupOffsets(topics.workers())
            .partitionsToOffsetAndMetadata()
            .get()
            .entrySet()) {
      Optional.ofNullable(committed.getValue())
          .ifPresent(offset -> settled.put(committed.getKey(), offset.offset()));
    }
    return settled;
  }

  private static Map<TopicPartition, Long> offsets(String topic, List<Long> offsets) {
    Map<TopicPartition, Long> byPartition = new HashMap<>();
    for (int partition = 0; partition < offsets.size(); partition++) {
      byPartition.put(new TopicPartition(topic, partition), offsets.get(partition));
    }
    return byPartition;
  }

  /** The offsets, and the limit where that is less. */
  private static Map<TopicPartition, Long> least(
      Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> limits) {
    Map<TopicPartition, Long> least = new HashMap<>();
    offsets.forEach((partition, offset) ->
        least.put(partition, Math.min(offset, limits.getOrDefault(partition, offset))));
    return least;
  }

  /** Takes back what was laid down about runs before this one, but for the last of them. */
  void forgetRulings(String run) {
    try {
      ControlTopic.forgetBefore(cluster, topics.job(), run);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("What was laid down about earlier runs of {} stays for now", topics.job(), e);
    }
  }

  private static List<Long> ends(
      Map<String, List<TopicPartition>> partitions, Map<TopicPartition, Long> ends, String topic) {
    return partitions.getOrDefault(topic, List.of()).stream()
        .map(partition -> ends.getOrDefault(partition, 0L))
        .toList();
  }
}

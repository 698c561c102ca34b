package io.godwit.producer.forget;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicOffsets;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of ended runs, all of it: packs of it hold the records of many keys, their places are
 * what receipts and comparisons go by, and nobody needs them but who would compare or repair the
 * run. What no worker has passed over stays, as it does when a run begins.
 */
final class WorkKept implements KeptData {

  private static final Logger LOG = LoggerFactory.getLogger(WorkKept.class);

  private final Cluster cluster;
  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> client;
  private final Admin admin;

  WorkKept(Cluster cluster, Topics topics, KafkaProducer<byte[], byte[]> client, Admin admin) {
    this.cluster = cluster;
    this.topics = topics;
    this.client = client;
    this.admin = admin;
  }

  @Override
  public String what() {
    return "message of the work topic";
  }

  /** Answers how many messages stood there, as far as their offsets tell. */
  @Override
  public long forget(boolean dry) throws Trouble, InterruptedException {
    try {
      List<TopicPartition> partitions =
          TopicOffsets.partitions(admin, List.of(topics.work()))
              .getOrDefault(topics.work(), List.of());
      Map<TopicPartition, OffsetAndMetadata> settled = settled();
      long stand = stand(settled);
      if (!dry && !settled.isEmpty()) {
        forget(partitions, settled);
      }
      return stand;
    } catch (ExecutionException | KafkaException e) {
      throw new Trouble(
          ErrorCode.BROKER_UNREACHABLE, "the broker does not say what work there is", e);
    }
  }

  /**
   * New files begin before anything is deleted, and also where nothing stands any more: one that
   * was killed behind its deletion, or that found workers in their group, has left the old files on
   * the disk, where nobody can read them and nobody would look for them again.
   */
  private void forget(
      List<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> settled)
      throws ExecutionException, Trouble, InterruptedException {
    boolean alone = isGroupEmpty();
    if (alone) {
      QuickSegments.during(admin, topics.work(), () -> beginFiles(settled.keySet()));
    }
    Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
    settled.forEach(
        (partition, to) -> wanted.put(partition, RecordsToDelete.beforeOffset(to.offset())));
    TopicRewriting.delete(admin, wanted);
    if (alone) {
      passOver(partitions, settled);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> settled()
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> settled = new HashMap<>();
    admin
        .listConsumerGroupOffsets(topics.workers())
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, at) -> {
          // A partition without an offset has none as its value.
          if (at != null && partition.topic().equals(topics.work())) {
            settled.put(partition, at);
          }
        });
    return settled;
  }

  private long stand(Map<TopicPartition, OffsetAndMetadata> settled) {
    Map<TopicPartition, Long> count = new HashMap<>();
    try (TopicReader reader = TopicReader.open(cluster, topics.work())) {
      reader.toEnd(message -> {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        OffsetAndMetadata to = settled.get(partition);
        if (to != null && message.offset() < to.offset()) {
          count.merge(partition, 1L, Long::sum);
        }
      });
    }
    return count.values().stream().mapToLong(Long::longValue).sum();
  }

  private boolean isGroupEmpty() throws ExecutionException, InterruptedException {
    return admin.describeConsumerGroups(List.of(topics.workers())).all().get().values().stream()
        .map(ConsumerGroupDescription::groupState)
        .allMatch(state -> state == GroupState.EMPTY || state == GroupState.DEAD);
  }

  /**
   * Messages that nobody ever sees, since their transaction is aborted: with them new files begin,
   * and the old ones can be deleted. Where workers are in their group they would look like work
   * that is left, so there the old files stay until the next run writes.
   */
  private void beginFiles(Set<TopicPartition> partitions) {
    byte @Nullable [] nothing = null;
    client.beginTransaction();
    for (TopicPartition partition : partitions) {
      var unused =
          client.send(
              new ProducerRecord<>(partition.topic(), partition.partition(), nothing, nothing));
    }
    client.flush();
    client.abortTransaction();
  }

  /** Or the group would seem to have left what no one can see. */
  private void passOver(
      List<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> settled)
      throws ExecutionException, InterruptedException {
    Set<TopicPartition> left = new HashSet<>();
    List<Long> starts =
        IntStream.range(0, partitions.size())
            .mapToObj(partitions::get)
            .map(partition -> settled.containsKey(partition) ? settled.get(partition).offset() : 0L)
            .toList();
    try (TopicReader reader = TopicReader.open(cluster, topics.work(), starts)) {
      reader.toEnd(message -> left.add(new TopicPartition(message.topic(), message.partition())));
    }
    Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
    TopicOffsets.ends(admin, settled.keySet())
        .forEach((partition, end) -> {
          OffsetAndMetadata at = settled.get(partition);
          if (at != null && at.offset() < end && !left.contains(partition)) {
            moved.put(partition, new OffsetAndMetadata(end, at.metadata()));
          }
        });
    if (!moved.isEmpty()) {
      try {
        admin.alterConsumerGroupOffsets(topics.workers(), moved).all().get();
      } catch (ExecutionException e) {
        // A worker that has come meanwhile passes them over by itself.
        LOG.info("The offsets of {} stay as they are", topics.workers(), e);
      }
    }
  }
}

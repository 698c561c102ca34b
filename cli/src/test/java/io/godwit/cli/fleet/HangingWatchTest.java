package io.godwit.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.HangingTransactions;
import io.godwit.common.kafka.Topics;
import io.godwit.embedded.Part;
import io.godwit.testkit.env.LoneBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Transactions that a broker has left open for good, and such as only look like it. */
final class HangingWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension private static final LoneBroker BROKER = new LoneBroker();

  private static Cluster cluster;
  private static HungBroker broker;

  @BeforeAll
  static void start() throws Exception {
    cluster = BROKER.cluster();
    broker = new HungBroker(cluster);
  }

  private static HangingTransactions of(Topics topics) {
    return new HangingTransactions(cluster, topics, "aggregator");
  }

  @Test
  void whatStandsBeforeReadersIsAborted() throws Exception {
    Topics topics = JobTopics.create(cluster, "read");
    TopicPartition partition = new TopicPartition(topics.work(), 1);
    broker.hangIn(partition, topics.workerTransactions("w"));
    try (KafkaProducer<byte[], byte[]> behind = cluster.plainProducer()) {
      behind.send(new ProducerRecord<>(partition.topic(), 1, null, new byte[] {7})).get();
    }
    try (KafkaConsumer<byte[], byte[]> reader = cluster.reader()) {
      reader.assign(List.of(partition));
      assertThat(reader.endOffsets(List.of(partition))).containsEntry(partition, 0L);
      try (HangingWatch watch = new HangingWatch(cluster, "read", "aggregator")) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(reader.poll(Duration.ofMillis(100)))
                    .singleElement()
                    .satisfies(message -> assertThat(message.value()).containsExactly(7)));
        assertThat(watch).isNotNull();
      }
    }
  }

  @Test
  void whatStandsBeforeTheOffsetsOfAGroupIsAborted() throws Exception {
    Topics topics = JobTopics.create(cluster, "offsets");
    TopicPartition partition = new TopicPartition(topics.work(), 0);
    assertThat(offset(topics, partition)).as("the broker has a topic of offsets").hasSize(1);
    broker.hangIn(topics.workers(), partition, topics.workerTransactions("w"));
    assertThatThrownBy(() -> offset(topics, partition)).isInstanceOf(TimeoutException.class);

    try (HangingTransactions hanging = of(topics)) {
      assertThat(hanging.look()).as("it was not seen before").isEmpty();
      assertThat(hanging.look())
          .singleElement()
          .asString()
          .contains("a transaction of godwit.offsets.worker.w", "__consumer_offsets");
    }

    assertThat(offset(topics, partition)).containsEntry(partition, null);
  }

  /** As a worker asks that begins. */
  private static Map<TopicPartition, OffsetAndMetadata> offset(
      Topics topics, TopicPartition partition) {
    try (KafkaConsumer<byte[], byte[]> worker =
        cluster.groupConsumer(topics.workers(), "asks", 1)) {
      return worker.committed(Set.of(partition), Duration.ofSeconds(4));
    }
  }

  @Test
  void whatABrokerHasYetToLoadIsLeftAlone() throws Exception {
    Topics topics = JobTopics.create(cluster, "restarted");
    TopicPartition partition = new TopicPartition(topics.work(), 0);
    try (KafkaProducer<byte[], byte[]> producer =
            cluster.transactionalProducer(topics.producerTransactions(), Duration.ofMinutes(5));
        HangingTransactions hanging = of(topics)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(partition.topic(), 0, null, new byte[] {1})).get();
      assertThat(hanging.look()).isEmpty();
      for (int restart = 0; restart < 3; restart++) {
        BROKER.stack().kill(Part.BROKER);
        BROKER.stack().restart(Part.BROKER);
        long looked = System.nanoTime();
        while (System.nanoTime() - looked < Duration.ofSeconds(1).toNanos()) {
          assertThat(lookedAt(hanging)).isEmpty();
        }
      }
      producer.commitTransaction();
    }
  }

  /** A broker that starts may have no answer. */
  private static List<String> lookedAt(HangingTransactions hanging) throws InterruptedException {
    try {
      return hanging.look();
    } catch (ExecutionException e) {
      return List.of();
    }
  }

  @Test
  void whatIsUnderWayIsLeftAlone() throws Exception {
    Topics topics = JobTopics.create(cluster, "alive");
    TopicPartition partition = new TopicPartition(topics.work(), 0);
    try (KafkaProducer<byte[], byte[]> producer =
            cluster.transactionalProducer(topics.producerTransactions(), Duration.ofMinutes(5));
        KafkaConsumer<byte[], byte[]> reader = cluster.reader();
        HangingTransactions hanging = of(topics)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(partition.topic(), 0, null, new byte[] {1})).get();

      for (int i = 0; i < 3; i++) {
        assertThat(hanging.look()).isEmpty();
      }

      producer.send(new ProducerRecord<>(partition.topic(), 0, null, new byte[] {2})).get();
      producer.commitTransaction();
      reader.assign(List.of(partition));
      await()
          .atMost(PATIENCE)
          .until(() -> {
            reader.poll(Duration.ofMillis(100));
            return reader.position(partition) == 3;
          });
    }
  }

  /** Groups share the partitions of their offsets with those of others. */
  @Test
  void whatIsNotOursIsLeftAlone() throws Exception {
    Topics topics = JobTopics.create(cluster, "foreign");
    TopicPartition partition = new TopicPartition(topics.work(), 0);
    assertThat(offset(topics, partition)).as("the broker has a topic of offsets").hasSize(1);
    broker.hangIn(topics.workers(), partition, "somebody");

    try (HangingTransactions hanging = of(topics)) {
      assertThat(hanging.look()).isEmpty();
      assertThat(hanging.look()).isEmpty();
    }

    assertThatThrownBy(() -> offset(topics, partition)).isInstanceOf(TimeoutException.class);
  }
}

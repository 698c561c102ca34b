package io.godwit.producer.forget;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.RecordDeletion;
import io.godwit.common.kafka.Topics;
import io.godwit.common.replay.ForgetWish;
import io.godwit.testkit.env.BrokerDisk;
import io.godwit.testkit.env.SharedBroker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is forgotten leaves the broker's disk, whatever one that was killed had come to. */
class WorkKeptTest {

  private static final int PARTITIONS = 2;
  private static final long RECORDS = 5;
  private static final byte[] WORD = {'w'};

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();
  private final Map<TopicPartition, OffsetAndMetadata> settled = new HashMap<>();
  private Topics topics;

  @BeforeEach
  void workThatIsDone() throws Exception {
    topics = BROKER.topics("kept-" + System.nanoTime(), PARTITIONS);
    try (Admin admin = cluster.admin();
        KafkaProducer<byte[], byte[]> client = cluster.plainProducer()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        for (int i = 0; i < RECORDS; i++) {
          client.send(new ProducerRecord<>(topics.work(), partition, WORD, WORD)).get();
        }
        settled.put(new TopicPartition(topics.work(), partition), new OffsetAndMetadata(RECORDS));
      }
      admin.alterConsumerGroupOffsets(topics.workers(), settled).all().get();
    }
  }

  private Map<String, Long> forgotten() throws Exception {
    return new ForgetWork(cluster, topics, new ForgetWish("w", Optional.empty()), List.of())
        .forget(false);
  }

  private void theDiskIsFreeOfIt() {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(firstFiles()).isEmpty());
  }

  /** The files that the work stood in. */
  private List<Path> firstFiles() throws Exception {
    try (Admin admin = cluster.admin()) {
      return BrokerDisk.files(admin, topics.work()).stream()
          .filter(file -> file.getFileName().toString().matches("0+\\.log"))
          .toList();
    }
  }

  @Test
  void workIsTakenOffTheDisk() throws Exception {
    assertThat(firstFiles()).hasSize(PARTITIONS);
    assertThat(forgotten()).containsEntry("message of the work topic", PARTITIONS * RECORDS);
    theDiskIsFreeOfIt();
    assertThat(forgotten()).containsEntry("message of the work topic", 0L);
  }

  @Test
  void workIsTakenOffTheDiskBehindOneThatWasKilledWhenItHadDeleted() throws Exception {
    try (Admin admin = cluster.admin()) {
      Map<TopicPartition, Long> all = new HashMap<>();
      settled.forEach((partition, to) -> all.put(partition, to.offset()));
      RecordDeletion.before(admin, all);
    }
    assertThat(forgotten()).containsEntry("message of the work topic", 0L);
    theDiskIsFreeOfIt();
  }

  @Test
  void aTopicBeginsFilesAsItDidBefore() throws Exception {
    Map<String, String> before = settings();
    forgotten();
    assertThat(settings()).isEqualTo(before);
  }

  private Map<String, String> settings() throws Exception {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.work());
    Map<String, String> settings = new HashMap<>();
    try (Admin admin = cluster.admin()) {
      admin
          .describeConfigs(List.of(topic))
          .all()
          .get()
          .get(topic)
          .entries()
          .forEach(entry -> settings.put(entry.name(), entry.value()));
    }
    return settings;
  }
}

package io.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed broker was about to commit is there in all partitions, or in none. */
class KilledCommitTest {

  private static final String TOPIC = "parts";
  private static final int PRODUCERS = 12;
  private static final int COMMITS = 15;
  private static final int ROUNDS = Boolean.getBoolean("godwit.long") ? 20 : 3;
  private static final List<TopicPartition> PARTITIONS =
      IntStream.range(0, 10).mapToObj(i -> new TopicPartition(TOPIC, i)).toList();

  @TempDir Path folder;

  @Test
  void aTransactionIsWholeAfterAKill() throws Exception {
    try (EmbeddedStack stack = EmbeddedStack.start(folder, Set.of(Part.BROKER));
        Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
      NewTopic topic = new NewTopic(TOPIC, PARTITIONS.size(), (short) 1);
      admin.createTopics(List.of(topic)).all().get();
      for (int round = 0; round < ROUNDS; round++) {
        killWhileCommitting(stack, round);
        await("no transaction is left open")
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .untilAsserted(() -> assertThat(open(admin)).isZero());
        assertThat(committed(stack.bootstrap()).values())
            .as("in how many partitions each transaction is")
            .hasSizeGreaterThan(PRODUCERS)
            .containsOnly(PARTITIONS.size());
      }
    }
  }

  private static void killWhileCommitting(EmbeddedStack stack, int round) throws Exception {
    CountDownLatch commits = new CountDownLatch(COMMITS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      String id = "p" + i;
      threads.add(Thread.startVirtualThread(() -> commitOn(stack.bootstrap(), id, round, commits)));
    }
    commits.await();
    stack.kill(Part.BROKER);
    stack.restart(Part.BROKER);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Until the broker is gone. */
  private static void commitOn(String bootstrap, String id, int round, CountDownLatch commits) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "transactional.id", id,
            "transaction.timeout.ms", 6000,
            "delivery.timeout.ms", 2000,
            "request.timeout.ms", 1000,
            "max.block.ms", 2000);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    try {
      producer.initTransactions();
      for (int n = 0; ; n++) {
        String name = round + "/" + id + "/" + n;
        producer.beginTransaction();
        for (TopicPartition partition : PARTITIONS) {
          producer.send(new ProducerRecord<>(TOPIC, partition.partition(), "", name));
        }
        producer.commitTransaction();
        commits.countDown();
      }
    } catch (KafkaException e) {
      // As a process that ends with its broker: what is under way is the broker's to end.
      producer.close(Duration.ZERO);
    }
  }

  private static long open(Admin admin) throws ExecutionException, InterruptedException {
    return admin.describeProducers(PARTITIONS).all().get().values().stream()
        .flatMap(state -> state.activeProducers().stream())
        .filter(producer -> producer.currentTransactionStartOffset().isPresent())
        .count();
  }

  private static Map<String, Integer> committed(String bootstrap) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(PARTITIONS);
      consumer.seekToBeginning(PARTITIONS);
      Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
      while (PARTITIONS.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
          partitions.merge(found.value(), 1, Integer::sum);
        }
      }
    }
    return partitions;
  }
}

package io.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.wire.WorkMessages;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Markers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker that meets what another version of Godwit has written, over a real broker. */
class OtherVersionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 6;

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();
  private final Workers workers = new Workers(cluster);

  @AfterEach
  void stop() {
    workers.close();
  }

  /** A message that another version has written into a partition. */
  private static ProducerRecord<byte[], byte[]> ofVersion(
      String version, WorkTopic topic, String run, int partition) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic.topics().work(), partition, null, new byte[] {1, 2, 3});
    message
        .headers()
        .add(
            WorkMessages.LABEL,
            (version + run + "/0/" + 5000 + " a/form of-its-own:1")
                .getBytes(StandardCharsets.UTF_8));
    return message;
  }

  private static List<ProducerRecord<byte[], byte[]>> inEach(
      String version, WorkTopic topic, String run) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> ofVersion(version, topic, run, partition))
        .toList();
  }

  private static void awaitWait(Workers.Worker worker) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            worker.role().waiting().orElse("").contains("message-version")
                && worker.role().waiting().orElse("").contains("messages of version 5"));
  }

  @Test
  void itIsWaitedForAndTheRestGoesOn() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "version", PARTITIONS);
        TopicReader failed = TopicReader.open(cluster, topic.topics().failed())) {
      VersionedTarget into = new VersionedTarget();
      topic.register("run");
      topic.publish("run", 0, 500);
      topic.send(true, List.of(ofVersion("5 ", topic, "run", 0)));
      topic.publish("run", 500, 1500);
      long behind = behind(topic);
      assertThat(behind).isPositive();
      Workers.Worker worker = workers.start("version", "w1", into);
      awaitWait(worker);
      Workers.awaitOutcomes(topic, "run", (int) (1500 - behind));
      await()
          .during(Duration.ofSeconds(2))
          .atMost(PATIENCE)
          .until(() -> topic.outcomes("run").size() == 1500 - behind);
      awaitWait(worker);
      worker.stop();
      List<String> letters = new ArrayList<>();
      Markers.await(cluster, topic.topics().failed());
      failed.toEnd(message -> letters.add(String.valueOf(message.offset())));
      assertThat(letters).isEmpty();
    }
  }

  /** How many of the second thousand records stand in partition 0, behind what is waited for. */
  private static long behind(WorkTopic topic) {
    return IntStream.range(500, 1500).filter(i -> topic.message("run", i).partition() == 0).count();
  }

  @Test
  void thatOfARunGivenUpIsPassedOver() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "version-given-up", PARTITIONS)) {
      VersionedTarget into = new VersionedTarget();
      topic.register("run");
      topic.send(true, inEach("", topic, "before"));
      topic.send(true, inEach("5 ", topic, "before"));
      topic.publish("run", 0, 1000);
      workers.start("version-given-up", "w1", into);
      workers.booksBalance(topic, "run", 1000, into);
    }
  }

  /** No partition meets a message of the next run, since all wait. */
  @Test
  void theNextRunEndsTheWait() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "version-next", PARTITIONS)) {
      VersionedTarget into = new VersionedTarget();
      topic.register("run-1");
      topic.send(true, inEach("5 ", topic, "run-1"));
      Workers.Worker worker = workers.start("version-next", "w1", into);
      awaitWait(worker);
      topic.register("run-2");
      topic.publish("run-2", 0, 1000);
      workers.booksBalance(topic, "run-2", 1000, into);
      assertThat(topic.outcomes("run-1")).isEmpty();
    }
  }
}

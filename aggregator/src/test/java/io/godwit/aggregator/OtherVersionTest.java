package io.godwit.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.run.RunWatch;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.testkit.env.SharedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An aggregator that meets what another version of Godwit has written, over a real broker. */
class OtherVersionTest {

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();

  @TempDir Path folder;

  private void send(ProducerRecord<byte[], byte[]> message) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      producer.send(message).get();
    }
  }

  private static byte[] receiptOfAnotherVersion(String run) {
    byte[] receipt =
        ReceiptCodec.encode(
            new Receipt(
                new Receipt.Summary(run, Receipt.Kind.LOAD, "w", 5, Map.of(), Map.of()),
                List.of()));
    receipt[1] = 5;
    return receipt;
  }

  private static void awaitWait(RunningRole role) {
    Supplier<List<String>> waits = role.role().statusSource().waits();
    // Longer than a new attempt takes, so that it is no matter of one moment.
    await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            waits.get().stream()
                .anyMatch(wait ->
                    wait.contains("message-version") && wait.contains("messages of version 5")));
  }

  @Test
  void aReceiptIsWaitedForAndNotLeftOut() throws Exception {
    Topics topics = BROKER.topics("receipts", 3);
    try (PublishedRun run = new PublishedRun(cluster, "receipts", "r1", 1, 300);
        RunningRole role = new RunningRole(cluster, "receipts", "a", folder)) {
      run.publishOutcomes(0, 100);
      send(new ProducerRecord<>(topics.receipts(), receiptOfAnotherVersion("r1")));
      awaitWait(role);
      assertThat(role.role().isAtWork()).isTrue();
    }
  }

  /** What a worker of the old version still settles for a run that the new one has replaced. */
  @Test
  void aReceiptOfARunThatWasGivenUpIsPassedOver() throws Exception {
    Topics topics = BROKER.topics("given-up", 3);
    try (PublishedRun run = new PublishedRun(cluster, "given-up", "r1", 1, 300);
        RunningRole role = new RunningRole(cluster, "given-up", "a", folder)) {
      send(new ProducerRecord<>(topics.receipts(), receiptOfAnotherVersion("r0")));
      run.publishOutcomes(0, 300);
      run.publishSplits();
      assertThat(role.awaitFinish(run.entry()).balanced()).isTrue();
    }
  }

  /** After an upgrade nobody begins a run only for the aggregator to be at work again. */
  @Test
  void theEndOfARunIsKnownWhateverItsPlanWasWrittenBy() throws Exception {
    Topics topics = BROKER.topics("ended", 3);
    try (PublishedRun run = new PublishedRun(cluster, "ended", "r1", 1, 300)) {
      try (RunningRole role = new RunningRole(cluster, "ended", "a", folder)) {
        run.publishOutcomes(0, 300);
        run.publishSplits();
        assertThat(role.awaitFinish(run.entry()).balanced()).isTrue();
      }
      byte[] key = run.entry().run().getBytes(StandardCharsets.UTF_8);
      send(
          new ProducerRecord<>(topics.splits(), key, "{\"v\":5}".getBytes(StandardCharsets.UTF_8)));
      try (RunWatch watch = RunWatch.open(cluster, topics, "a")) {
        assertThat(watch.finished("r1").map(watch.view(run.entry())::isEndedBy)).contains(true);
      }
    }
  }

  @Test
  void aPlanIsWaitedFor() throws Exception {
    Topics topics = BROKER.topics("plans", 3);
    byte[] plan = "{\"v\":5}".getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(topics.splits(), "r0".getBytes(StandardCharsets.UTF_8), plan));
    try (PublishedRun run = new PublishedRun(cluster, "plans", "r1", 1, 300);
        RunningRole role = new RunningRole(cluster, "plans", "a", folder)) {
      run.publishOutcomes(0, 100);
      run.publishSplits();
      assertThat(role.awaitFinish(run.entry()).balanced()).as("r0 is nobody's concern").isTrue();
    }
    try (PublishedRun run = new PublishedRun(cluster, "plans", "r2", 1, 300);
        RunningRole role = new RunningRole(cluster, "plans", "a", folder)) {
      byte[] key = run.entry().run().getBytes(StandardCharsets.UTF_8);
      send(new ProducerRecord<>(topics.splits(), key, plan));
      awaitWait(role);
    }
  }
}

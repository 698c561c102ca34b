package io.godwit.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.testkit.env.SharedBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a look at a run says where it shows nothing of now. */
final class ObserverTest {

  private static final int NEXT = OtherVersion.CURRENT + 1;

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private static final JobEntry ENTRY = new JobEntry("observed", "r1", "", "", 0);

  private static Observer observer() throws Exception {
    Topics topics = JobTopics.create(BROKER.cluster(), ENTRY.job());
    try (Admin admin = BROKER.cluster().admin()) {
      TopicSetup.ofAggregator(admin, topics, Runs.AGGREGATOR);
    }
    return new Observer(BROKER.cluster(), ENTRY);
  }

  @Test
  void aBrokerThatAnswersIsNotCalledSilent() throws Exception {
    Topics topics = new Topics(ENTRY.job());
    try (Observer observer = observer()) {
      Observer.Sight first = observer.newest();
      await().until(() -> observer.newest().nanos() > first.nanos());
      assertThat(observer.trouble()).isEmpty();

      try (KafkaProducer<byte[], byte[]> producer = BROKER.cluster().plainProducer()) {
        byte[] plan = ("{\"v\":" + NEXT + "}").getBytes(StandardCharsets.UTF_8);
        producer
            .send(
                new ProducerRecord<>(
                    topics.splits(), ENTRY.run().getBytes(StandardCharsets.UTF_8), plan))
            .get();
      }

      await()
          .untilAsserted(() ->
              assertThat(observer.trouble().map(Trouble::message))
                  .hasValueSatisfying(why -> assertThat(why).contains("version " + NEXT)));
    }
  }

  @Test
  void looksAtAShortRunMoreOften() {
    assertThat(Observer.pause(0)).isEqualTo(Duration.ofMillis(50));
    assertThat(Observer.pause(Duration.ofSeconds(4).toNanos())).isEqualTo(Duration.ofMillis(200));
    assertThat(Observer.pause(Duration.ofHours(1).toNanos())).isEqualTo(Duration.ofMillis(400));
  }
}

package io.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.testkit.env.SharedBroker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch that a target cannot do is halved until it can, below the job's smallest size too. */
class TooLargeBatchesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();
  private final Workers workers = new Workers(cluster);

  @AfterEach
  void stop() {
    workers.close();
  }

  /** By time, by memory, by whom it meets; the target takes three records at once and no more. */
  @ParameterizedTest
  @CsvSource({"TARGET_SLOW", "TARGET_TOO_MUCH", "TARGET_CONFLICT"})
  void isHalvedUntilItPasses(ErrorCode code) throws Exception {
    String job = "halved-" + code.id();
    try (WorkTopic topic = new WorkTopic(cluster, job, 6)) {
      VersionedTarget into = new VersionedTarget();
      AtomicInteger refused = new AtomicInteger();
      into.before =
          batch -> {
            if (batch.size() > 3) {
              refused.incrementAndGet();
              throw new Trouble(code, "too large");
            }
          };
      topic.register("run");
      topic.publish("run", 0, 600);
      workers.start(Workers.job(job, "{ from: 10, to: 300 }"), "w1", into);

      workers.booksBalance(topic, "run", 600, into);
      assertThat(refused).as("it was met").hasPositiveValue();
    }
  }

  /** It costs its own partition only, and whoever looks is told which record it is. */
  @Test
  void oneThatIsTooMuchAloneIsNamedAndHoldsUpNoOtherPartition() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "alone", 6)) {
      VersionedTarget into = new VersionedTarget();
      into.before =
          batch -> {
            if (batch.stream().anyMatch(record -> record.key().text().equals("7"))) {
              throw new Trouble(ErrorCode.TARGET_SLOW, "statement timeout");
            }
          };
      topic.register("run");
      topic.publish("run", 0, WorkTopic.KEYS);
      Workers.Worker worker = workers.start("alone", "w1", into);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(worker.role().waiting().orElse(""))
                  .contains("statement timeout", "key 7, alone", "godwit skip alone --partition "));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(topic.outcomes("run").size()).isGreaterThan(WorkTopic.KEYS * 4 / 6));
      assertThat(into.versions).doesNotContainKey("7");
    }
  }
}

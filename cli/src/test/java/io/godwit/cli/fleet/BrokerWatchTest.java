package io.godwit.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.kafka.TopicsLook;
import io.godwit.common.kafka.WaitsTopic;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Wait;
import io.godwit.common.monitor.Waits;
import io.godwit.common.run.RunBlockers;
import io.godwit.common.run.RunView;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.embedded.Part;
import io.godwit.testkit.env.LoneBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What roles wait for is found out on a real broker, and told to those who look. */
final class BrokerWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension private static final LoneBroker BROKER = new LoneBroker();

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = BROKER.cluster();
  }

  private static BrokerWatch watch(String job, Waits waits) {
    return new BrokerWatch(
        cluster, job, "aggregator", List.of(new BrokerWatch.Role("worker", "w1", waits)));
  }

  @Test
  void aTopicThatIsGoneKeepsTheRolesOfItsJobWaiting() throws Exception {
    Topics topics = JobTopics.create(cluster, "gone");
    Waits waits = new Waits();
    try (Admin admin = cluster.admin();
        BrokerWatch watch = watch("gone", waits)) {
      assertThat(watch).isNotNull();
      admin.deleteTopics(List.of(topics.receipts())).all().get();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(waits.now())
                  .containsExactly(
                      new Wait(
                          ErrorCode.TOPIC_GONE, "the topic " + topics.receipts() + " is gone")));
    }
  }

  @Test
  void aJobThatNobodyHasBegunLacksNoTopic() throws Exception {
    try (TopicsLook look = new TopicsLook(cluster, new Topics("never"), "aggregator")) {
      assertThat(look.look()).isEmpty();
      assertThat(look.look()).isEmpty();
    }
  }

  @Test
  void aBrokerThatIsAwayIsNamedAndForgottenWhenItIsBack() throws Exception {
    JobTopics.create(cluster, "away");
    Waits waits = new Waits();
    try (BrokerWatch watch = watch("away", waits)) {
      assertThat(watch).isNotNull();
      BROKER.stack().kill(Part.BROKER);
      try {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(waits.now())
                    .singleElement()
                    .satisfies(wait -> {
                      assertThat(wait.code()).isEqualTo(ErrorCode.BROKER_UNREACHABLE);
                      assertThat(wait.what()).endsWith("answers at " + BROKER.stack().bootstrap());
                    }));
      } finally {
        BROKER.stack().restart(Part.BROKER);
      }
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(waits.now()).isEmpty());
    }
  }

  @Test
  void whatARoleWaitsForIsReadByOthersUntilItWorks() throws Exception {
    JobTopics.create(cluster, "told");
    Waits waits = new Waits();
    waits.state(new Wait(ErrorCode.TARGET_AWAITED, "app does not answer"));
    try (BrokerWatch watch = watch("told", waits);
        WaitsTopic topic = new WaitsTopic(cluster)) {
      assertThat(watch).isNotNull();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(topic.of("told"))
                  .singleElement()
                  .satisfies(note ->
                      assertThat(note.texts())
                          .singleElement()
                          .asString()
                          .startsWith("worker w1: target-awaited: app does not answer - ")));
      assertThat(topic.of("another")).isEmpty();
      waits.clear();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topic.of("told")).isEmpty());
    }
  }

  @Test
  void whatKeepsARunFromItsEndIsNamedByWhoOnlyLooks() throws Exception {
    JobTopics.create(cluster, "blocked");
    JobEntry entry = new JobEntry("blocked", "r1", "", "", 0);
    RunView view =
        new RunView(
            "blocked", "r1", 0, Optional.empty(), List.of(), Total.ZERO, Map.of(), Map.of());

    RunBlockers blockers = new RunBlockers(cluster, Runs.AGGREGATOR);

    assertThat(blockers.of(entry, view, false))
        .anyMatch(text -> text.startsWith("producer-awaited: no command is at work on the job"))
        .anyMatch(text -> text.startsWith("aggregator-awaited: "))
        .noneMatch(text -> text.startsWith("worker-awaited: "));
    assertThat(blockers.of(entry, view, true)).noneMatch(text -> text.startsWith("producer"));
  }
}

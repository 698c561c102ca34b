package io.godwit.cli.fleet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Refused;
import io.godwit.testkit.env.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics that others have made, over a real broker. */
final class TopicSetupTest {

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private static void set(Admin admin, String topic, String name, String value) throws Exception {
    AlterConfigOp op = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    admin
        .incrementalAlterConfigs(
            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(op)))
        .all()
        .get();
    // The broker that is asked hears of it a moment later.
    await().until(() -> value(admin, topic, name).equals(value));
  }

  private static String value(Admin admin, String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
  }

  @Test
  void aTopicThatWouldLoseSomethingIsRefusedUntilItIsMended() throws Exception {
    Topics topics = new Topics("mended");
    try (Admin admin = BROKER.cluster().admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topics.failed(), Optional.of(4), Optional.empty())
                      .configs(
                          Map.of("retention.ms", "604800000", "max.message.bytes", "20971520"))))
          .all()
          .get();
      // Long enough for a run, and not for letters that are to be kept for longer.
      assertThatCode(() -> TopicSetup.ofJob(admin, topics, 2)).doesNotThrowAnyException();
      assertThatThrownBy(() -> TopicSetup.ofJob(admin, topics, 2, Duration.ofDays(30)))
          .isInstanceOf(Refused.class)
          .hasMessageContaining(topics.failed())
          .hasMessageContaining("retention.ms=604800000")
          .hasMessageContaining("at least 2592000000");
      set(admin, topics.failed(), "retention.ms", "-1");
      assertThatCode(() -> TopicSetup.ofJob(admin, topics, 2, Duration.ofDays(30)))
          .doesNotThrowAnyException();

      set(admin, topics.work(), "cleanup.policy", "compact");
      assertThatThrownBy(() -> TopicSetup.ofJob(admin, topics, 2))
          .isInstanceOf(Refused.class)
          .hasMessageContaining(topics.work())
          .hasMessageContaining("cleanup.policy=compact");
    }
  }
}

package io.godwit.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicSettingsTest {

  private static final Map<String, String> KEPT =
      Map.of("retention.ms", "-1", "retention.bytes", "-1", "max.message.bytes", "1000");

  private static List<String> mistakes(int copies, String... actual) {
    Map<String, String> config = new HashMap<>();
    config.put("cleanup.policy", "delete");
    config.put("retention.ms", "-1");
    config.put("min.insync.replicas", "1");
    for (int i = 0; i < actual.length; i += 2) {
      config.put(actual[i], actual[i + 1]);
    }
    Map<String, String> wanted = new HashMap<>(KEPT);
    wanted.put("cleanup.policy", "delete");
    return new TopicSettings.Wanted("t", wanted, Duration.ofDays(7)).mistakes(config, copies);
  }

  @Test
  void whatIsAsItWouldBeMadeIsRight() {
    assertThat(mistakes(1)).isEmpty();
    assertThat(mistakes(3, "min.insync.replicas", "2")).isEmpty();
    assertThat(mistakes(1, "max.message.bytes", "2000", "retention.ms", "" + 7L * 86_400_000))
        .isEmpty();
  }

  @Test
  void whatWouldLoseMessagesIsNamedWithWhatIsNeeded() {
    assertThat(mistakes(1, "cleanup.policy", "compact"))
        .singleElement()
        .asString()
        .contains("cleanup.policy=compact", "delete is needed");
    assertThat(mistakes(1, "retention.ms", "3600000"))
        .singleElement()
        .asString()
        .contains("retention.ms=3600000", "gone after PT1H", "at least 604800000");
    assertThat(mistakes(1, "retention.bytes", "5")).singleElement().asString().contains("-1");
    assertThat(mistakes(1, "max.message.bytes", "999")).singleElement().asString().contains("1000");
    assertThat(mistakes(1, "unclean.leader.election.enable", "true")).hasSize(1);
  }

  @Test
  void copiesAcknowledgeSoThatOneMayBeLost() {
    assertThat(mistakes(3)).singleElement().asString().contains("3 replicas", "2 is needed");
    assertThat(mistakes(1, "min.insync.replicas", "2"))
        .singleElement()
        .asString()
        .contains("nothing can be written");
    assertThat(mistakes(3, "cleanup.policy", "compact")).hasSize(2);
  }
}

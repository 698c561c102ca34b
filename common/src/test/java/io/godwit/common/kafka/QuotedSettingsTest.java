package io.godwit.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Kafka's clients quote settings that they cannot read: {@link Cluster} hands on none of a secret.
 */
class QuotedSettingsTest {

  private static final Duration SOON = Duration.ofMillis(200);

  @Test
  void aMalformedSecretIsNamedAndNotQuoted() {
    Cluster cluster =
        new Cluster(
            "127.0.0.1:1",
            Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "broken planted-secret"));
    assertThatThrownBy(() -> cluster.probe(SOON))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.COMMAND_USAGE);
              assertThat(refused).hasMessageContaining("sasl.jaas.config").hasNoCause();
              assertThat(refused.getMessage()).doesNotContain("planted");
            });
  }

  @Test
  void whereNobodyAnswersThatIsTrouble() {
    assertThatThrownBy(() -> new Cluster("127.0.0.1:1", Map.of()).probe(SOON))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("127.0.0.1:1");
  }
}

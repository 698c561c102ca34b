package io.godwit.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

/** What may pass waits; what no attempt would change is refused. */
final class UnansweredTest {

  private static final String AT = "broker:9092";

  @Test
  void aBrokerThatDoesNotAnswerMayDoSoLater() {
    Trouble trouble = Unanswered.at(AT, new TimeoutException());
    assertThat(trouble.code()).isEqualTo(ErrorCode.BROKER_UNREACHABLE);
    assertThat(trouble.message()).isEqualTo("no Kafka broker answers at broker:9092");
  }

  @Test
  void aNameThatNobodyKnowsMayBeKnownLaterThoughTheClientCallsItASetting() {
    ConfigException unknown =
        new ConfigException("No resolvable bootstrap urls given in bootstrap.servers");
    Trouble trouble = Unanswered.at(AT, new KafkaException("Failed to create", unknown));
    assertThat(trouble.code()).isEqualTo(ErrorCode.BROKER_UNREACHABLE);
    assertThat(trouble.message()).endsWith("no server of that name is known (yet)");
  }

  @Test
  void aSettingThatCannotBeIsRefusedHoweverDeepItLies() {
    ConfigException invalid = new ConfigException("Invalid url in bootstrap.servers: nowhere");
    assertThatThrownBy(() -> Unanswered.at("nowhere", new KafkaException("x", invalid)))
        .isInstanceOf(Refused.class)
        .hasMessage("Kafka: Invalid url in bootstrap.servers: nowhere")
        .extracting(refused -> ((Refused) refused).code())
        .isEqualTo(ErrorCode.COMMAND_USAGE);
  }

  @Test
  void aLoginThatIsRefusedMayBeRenewedAndIsNamed() {
    Trouble trouble =
        Unanswered.at(
            AT, new ExecutionException(new SaslAuthenticationException("invalid credentials")));
    assertThat(trouble.code()).isEqualTo(ErrorCode.BROKER_UNREACHABLE);
    assertThat(trouble.message())
        .isEqualTo("no Kafka broker answers at broker:9092 to this login: invalid credentials");
  }
}

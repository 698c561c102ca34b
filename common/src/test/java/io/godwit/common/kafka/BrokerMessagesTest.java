package io.godwit.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Wait;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerMessagesTest {

  static Stream<Arguments> thrown() {
    return Stream.of(
        arguments(
            new TimeoutException("Expiring 3 record(s) for t-0"),
            ErrorCode.BROKER_UNREACHABLE,
            "it has not done in time what it was asked"),
        arguments(
            new KafkaException("cannot execute", new InvalidProducerEpochException("old epoch")),
            ErrorCode.BROKER_UNREACHABLE,
            "it has closed a transaction of ours"),
        arguments(
            new ExecutionException(new SaslAuthenticationException("Authentication failed")),
            ErrorCode.BROKER_UNREACHABLE,
            "it refuses the login: Authentication failed"),
        arguments(
            new TopicAuthorizationException("Not authorized to access topics: [t]"),
            ErrorCode.BROKER_UNREACHABLE,
            "it refuses the right: Not authorized to access topics: [t]"),
        arguments(
            new NotEnoughReplicasException("isr"),
            ErrorCode.BROKER_UNREACHABLE,
            "too few of its replicas are in step to take a record"),
        arguments(
            new UnknownTopicOrPartitionException("This server does not host this"),
            ErrorCode.TOPIC_GONE,
            "the broker does not know a topic that it had"));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void whatIsKnownIsSaidInOurWords(Exception thrown, ErrorCode code, String words) {
    Wait wait = BrokerMessages.about(thrown);

    assertThat(wait.code()).isEqualTo(code);
    assertThat(wait.what()).endsWith(words);
  }

  @Test
  void whatIsNotKnownIsQuotedAndCut() {
    Wait wait = BrokerMessages.about(new KafkaException("x".repeat(5000)));

    assertThat(wait.what()).startsWith("Kafka: xxx").endsWith("...").hasSizeLessThan(400);
    assertThat(List.of(BrokerMessages.about(new KafkaException()).what()))
        .containsExactly("Kafka: null");
  }
}

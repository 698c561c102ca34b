package io.godwit.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures of a transaction another process may have caused. */
final class RivalProcessTest {

  private static final KafkaException[] CUT_OFF = {
    new ProducerFencedException("fenced"),
    new InvalidTxnStateException("not in that state"),
    new TransactionAbortedException(),
    new UnknownServerException("the batch failed"),
    new KafkaException("Unhandled error in EndTxnResponse: unexpected"),
    new KafkaException("in an error state", new KafkaException("Unhandled error in EndTxn")),
    new KafkaException("in an error state", new ProducerFencedException("fenced")),
    new KafkaException(
        "in an error state", new UnknownServerException("x", new RuntimeException("y"))),
  };

  private static final KafkaException[] ITS_OWN = {
    new TimeoutException("no broker"),
    new TopicAuthorizationException("not yours"),
    new KafkaException("in an error state", new TimeoutException("no broker")),
    new KafkaException("in an error state", new TopicAuthorizationException("not yours")),
    new KafkaException("not built", new IllegalArgumentException("of that value")),
  };

  @ParameterizedTest
  @FieldSource("CUT_OFF")
  void another(KafkaException failure) {
    assertThat(RivalProcess.mayHaveCutOff(failure)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 6, 7})
  void isWorthALookWhereTheBrokerSpeaksOfTheTransaction(int failure) {
    assertThat(RivalProcess.mayHaveTakenOver(CUT_OFF[failure])).isTrue();
  }

  @ParameterizedTest
  @FieldSource("ITS_OWN")
  void isWorthNoLookWhereNothingPointsToAnother(KafkaException failure) {
    assertThat(RivalProcess.mayHaveTakenOver(failure)).isFalse();
  }

  @ParameterizedTest
  @FieldSource("ITS_OWN")
  void nobodyElse(KafkaException failure) {
    assertThat(RivalProcess.mayHaveCutOff(failure)).isFalse();
  }
}

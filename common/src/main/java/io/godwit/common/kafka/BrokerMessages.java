package io.godwit.common.kafka;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.monitor.Wait;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a client of Kafka has thrown, in our words. */
public final class BrokerMessages {

  private static final int MOST_SHOWN = 300;

  private BrokerMessages() {}

  /** What asks the broker, which may be away. */
  @FunctionalInterface
  public interface Asking<T> {
    /** Its answer. */
    T ask() throws Trouble;
  }

  /**
   * What the broker answers.
   *
   * @throws Trouble where it does not
   */
  public static <T> T asking(Asking<T> broker) throws Trouble {
    try {
      return broker.ask();
    } catch (KafkaException e) {
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, about(e).what(), e);
    }
  }

  /** What is waited for after this. */
  public static Wait about(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      Optional<Wait> known = known(t);
      if (known.isPresent()) {
        return known.get();
      }
    }
    String theirs = Excerpt.of(String.valueOf(thrown.getMessage()), MOST_SHOWN);
    return new Wait(ErrorCode.BROKER_UNREACHABLE, "Kafka: " + theirs);
  }

  private static Optional<Wait> known(Throwable thrown) {
    return switch (thrown) {
      case UnknownTopicOrPartitionException ignored -> gone();
      case UnknownTopicIdException ignored -> gone();
      case NotEnoughReplicasException ignored -> replicas();
      case NotEnoughReplicasAfterAppendException ignored -> replicas();
      case ProducerFencedException ignored -> broker("it has closed a transaction of ours");
      case InvalidProducerEpochException ignored -> broker("it has closed a transaction of ours");
      case FencedInstanceIdException ignored -> broker("it has given our place to another");
      case AuthenticationException e -> broker("it refuses the login: " + brief(e));
      case AuthorizationException e -> broker("it refuses the right: " + brief(e));
      case DisconnectException ignored -> broker("the connection to it is lost");
      case TimeoutException ignored -> broker("it has not done in time what it was asked");
      default -> Optional.empty();
    };
  }

  private static Optional<Wait> gone() {
    return Optional.of(
        new Wait(ErrorCode.TOPIC_GONE, "the broker does not know a topic that it had"));
  }

  private static Optional<Wait> replicas() {
    return broker("too few of its replicas are in step to take a record");
  }

  private static Optional<Wait> broker(String does) {
    return Optional.of(new Wait(ErrorCode.BROKER_UNREACHABLE, "Kafka broker: " + does));
  }

  private static String brief(Throwable thrown) {
    return Excerpt.of(String.valueOf(thrown.getMessage()), MOST_SHOWN);
  }
}

package io.godwit.worker.consume;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.DisconnectException;

/**
 * Notices that no broker is connected any more.
 *
 * <p>In kafka-clients 4.3.1 the background thread of a consumer of the new protocol turns without
 * rest while its coordinator is unreachable: a whole core each, which makes a broker on the same
 * machine come back three times as slowly. So a session without a connection ends itself, and the
 * next one is opened when a broker answers. The number of connections is the client's own metric;
 * asking it costs nothing and sends nothing.
 */
final class BrokerPresence {

  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

  private static final long SHOWN_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FIRST_SHOWN_NANOS = Duration.ofMillis(1500).toNanos();

  /** A first connection may take its time, with names to resolve and certificates to exchange. */
  private static final long FIRST_PATIENCE_NANOS = Duration.ofSeconds(15).toNanos();

  private final BooleanSupplier connected;
  private final LongSupplier clock;
  private boolean everConnected;
  private long aloneSince;

  BrokerPresence(KafkaConsumer<?, ?> consumer) {
    this(connected(consumer), System::nanoTime);
  }

  BrokerPresence(BooleanSupplier connected, LongSupplier clock) {
    this.connected = connected;
    this.clock = clock;
    this.aloneSince = clock.getAsLong();
  }

  private static BooleanSupplier connected(KafkaConsumer<?, ?> consumer) {
    Optional<? extends Metric> connections =
        consumer.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("connection-count"))
            .findFirst();
    return () -> connections.map(m -> ((Number) m.metricValue()).doubleValue() > 0).orElse(true);
  }

  /** That there has been no connection for a second, or for longer at the first. */
  Optional<Wait> alone() {
    long patience = everConnected ? SHOWN_NANOS : FIRST_SHOWN_NANOS;
    return clock.getAsLong() - aloneSince < patience
        ? Optional.empty()
        : Optional.of(
            new Wait(ErrorCode.BROKER_UNREACHABLE, "Kafka broker: the connection to it is lost"));
  }

  /** What to end the session with, where it has been alone for three seconds. */
  Optional<RuntimeException> lost() {
    long now = clock.getAsLong();
    if (connected.getAsBoolean()) {
      everConnected = true;
      aloneSince = now;
    }
    long patience = everConnected ? PATIENCE_NANOS : FIRST_PATIENCE_NANOS;
    return now - aloneSince < patience
        ? Optional.empty()
        : Optional.of(new DisconnectException("no broker is connected"));
  }
}

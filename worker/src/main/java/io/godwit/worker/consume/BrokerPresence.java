package io.godwit.worker.consume;

import java.time.Duration;
import java.util.Optional;
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

  private final Optional<? extends Metric> connections;
  private boolean everConnected;
  private long aloneSince = Long.MAX_VALUE;

  BrokerPresence(KafkaConsumer<?, ?> consumer) {
    this.connections =
        consumer.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("connection-count"))
            .findFirst();
  }

  /** What to end the session with, where it has been alone for three seconds. */
  Optional<RuntimeException> lost() {
    boolean connected =
        connections.map(m -> ((Number) m.metricValue()).doubleValue() > 0).orElse(true);
    everConnected |= connected;
    if (connected || !everConnected) {
      aloneSince = Long.MAX_VALUE;
      return Optional.empty();
    }
    long now = System.nanoTime();
    aloneSince = Math.min(aloneSince, now);
    return now - aloneSince < PATIENCE_NANOS
        ? Optional.empty()
        : Optional.of(new DisconnectException("no broker is connected"));
  }
}

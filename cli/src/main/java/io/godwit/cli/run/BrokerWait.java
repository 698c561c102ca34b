package io.godwit.cli.run;

import io.godwit.cli.exit.Interruption;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.metrics.Board;
import io.godwit.common.metrics.Metric;
import io.godwit.common.metrics.Series;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.retry.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits for a broker before a role begins. In a fleet everything is started at once, and in any
 * order; a role that ended because its broker took longer would have to be started again. What is
 * waited for stands on the output, and in the metrics; the role is alive meanwhile, and not ready.
 */
public final class BrokerWait {

  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

  private final Series line;
  private final Instruments instruments;
  private final Consumer<String> say;
  private String said = "";
  private long saidAt;

  /**
   * Of a role.
   *
   * @param name the worker's or aggregator's; {@code producer}
   * @param say is told what is waited for, when that changes and now and then
   */
  public BrokerWait(
      String role, String job, String name, Instruments instruments, Consumer<String> say) {
    this.line = Series.of(Metric.WAITING, role, job, name, ErrorCode.BROKER_UNREACHABLE.id());
    this.instruments = instruments;
    this.say = say;
  }

  /**
   * Returns when a broker answers.
   *
   * @return whether one does; not where the command was told to stop before
   * @throws Trouble where none does in the time that was given
   * @throws io.godwit.common.model.failure.Refused where the address is none
   */
  public boolean await(Cluster cluster, Optional<Duration> patience, Interruption interruption)
      throws Trouble {
    return Starting.call(interruption, () -> await(cluster, patience)).isPresent();
  }

  /** The same, in a thread that is interrupted to stop it. */
  public boolean await(Cluster cluster, Optional<Duration> patience)
      throws Trouble, InterruptedException {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    long begun = System.nanoTime();
    try (Board board = new Board(instruments.meters())) {
      while (true) {
        instruments.health().sign();
        Optional<Duration> left = patience.map(all -> all.minusNanos(System.nanoTime() - begun));
        try {
          Duration most = left.filter(time -> time.compareTo(PROBE) < 0).orElse(PROBE);
          return SlowCallNotice.during(
              () -> show(board, awaited(cluster)),
              () -> {
                cluster.probe(most);
                return true;
              });
        } catch (Trouble trouble) {
          if (left.filter(time -> time.compareTo(PROBE) <= 0).isPresent()) {
            throw trouble;
          }
          show(board, trouble.message());
        }
        Thread.sleep(backoff.next());
      }
    }
  }

  private static String awaited(Cluster cluster) {
    return "no Kafka broker answers at " + cluster.bootstrap();
  }

  private void show(Board board, String reason) {
    board.show(Map.of(line, 1.0));
    tell(reason);
  }

  private void tell(String reason) {
    long now = System.nanoTime();
    if (!reason.equals(said) || now - saidAt > REPEAT_NANOS) {
      said = reason;
      saidAt = now;
      say.accept("waiting: " + reason);
    }
  }
}

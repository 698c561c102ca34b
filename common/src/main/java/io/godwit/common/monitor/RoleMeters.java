package io.godwit.common.monitor;

import io.godwit.common.metrics.Board;
import io.godwit.common.metrics.Meters;
import io.godwit.common.metrics.Metric;
import io.godwit.common.metrics.Series;
import io.godwit.common.model.failure.ErrorCode;
import java.util.HashMap;
import java.util.Map;

/** What every role measures, whatever it does. Any thread may use it. */
public final class RoleMeters {

  private final Meters meters;
  private final Health health;
  private final String role;
  private final String job;
  private final String name;
  private final Waits waits;
  private final Board board;

  /**
   * The meters of a role that is not at work yet; who it is and whether it is ready shows from now
   * on.
   *
   * @param name the worker's or aggregator's; {@code producer}
   */
  public RoleMeters(Instruments instruments, String role, String job, String name) {
    this.meters = instruments.meters();
    this.health = instruments.health();
    this.role = role;
    this.job = job;
    this.name = name;
    this.waits = instruments.waits();
    this.board = new Board(meters);
    meters.atEachLook(this::showWaits);
    meters.watch(Metric.ROLE, () -> 1, role, job, name);
    meters.watch(Metric.READY, () -> health.isReady() ? 1 : 0, role, job, name);
  }

  /** Where the role says how it is. */
  public Health health() {
    return health;
  }

  /** For what only this role measures. */
  public Meters meters() {
    return meters;
  }

  /** An attempt met trouble; there will be another. */
  public void trouble(ErrorCode code) {
    meters.counter(Metric.RETRIES, role, job, code.id()).inc();
  }

  /** What the role waits for; it is shown by its code, for each part of the role that waits. */
  public Waits waits() {
    return waits;
  }

  private synchronized void showWaits() {
    Map<Series, Double> lines = new HashMap<>();
    for (Wait wait : waits.each()) {
      Series line = Series.of(Metric.WAITING, role, job, name, wait.code().id());
      lines.merge(line, 1.0, Double::sum);
    }
    board.show(lines);
  }

  /** A Kafka transaction of the role has been committed. */
  public void committed() {
    meters.counter(Metric.TRANSACTIONS, role, job, "committed").inc();
  }

  /** A Kafka transaction of the role has been aborted. */
  public void aborted() {
    meters.counter(Metric.TRANSACTIONS, role, job, "aborted").inc();
  }
}

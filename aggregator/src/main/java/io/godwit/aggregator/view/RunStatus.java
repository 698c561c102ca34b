package io.godwit.aggregator.view;

import io.godwit.common.wire.RunFinish;
import java.time.Duration;
import java.util.Optional;

/**
 * A run at one moment, with what only somebody who watches it can know.
 *
 * @param view what the topics say
 * @param lag how many messages the workers are behind; {@link RunView#lag} says how many records
 * @param workers how many are in the group now, for whatever run
 * @param speed how fast records come to an end
 * @param elapsed since the run began, until it ended
 * @param expected how long the job says that a run takes; empty where it does not
 * @param finish the run's end; empty while its report is not written
 */
public record RunStatus(
    RunView view,
    Lag lag,
    int workers,
    Speed speed,
    Duration elapsed,
    Optional<Duration> expected,
    Optional<RunFinish> finish) {

  /**
   * Records per second.
   *
   * @param now in the last five seconds
   * @param average since the first batch ended
   * @param peak the best five seconds that were watched
   * @param eta when the rest will be done; empty while unknown
   */
  public record Speed(double now, double average, double peak, Optional<RateWindow.Eta> eta) {}

  /** Records with an outcome to records planned, from 0 to 1; 0 before the source is counted. */
  public double done() {
    long planned = view.plan().map(plan -> plan.records()).orElse(-1L);
    long ended = view.total().tally().total();
    return planned == 0 ? 1 : Math.clamp((double) ended / planned, 0, 1);
  }
}

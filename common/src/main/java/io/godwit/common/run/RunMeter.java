package io.godwit.common.run;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunFinish;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes of what the topics say of a job's current run, time after time, how it goes. It forgets a
 * run when it is told of another. For one thread.
 */
public final class RunMeter {

  private static final double SHORTEST_SECONDS = 1;

  private final InstantSource clock;
  private String run = "";
  private RateWindow all = new RateWindow();
  private WorkerRates each = new WorkerRates();
  private Optional<Duration> expected = Optional.empty();

  /**
   * A meter that has seen nothing yet.
   *
   * @param clock the one that run entries are dated by
   */
  public RunMeter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How the run goes. The same view may be measured again: only the time goes on then.
   *
   * @param announced the end that stood in the topics when the view was taken; one of other numbers
   *     was announced too early, or of what has since been repeated, and ends nothing
   * @param nanos when the view was taken, on a monotonic clock
   */
  public RunProgress measure(
      JobEntry entry, RunView view, Optional<RunFinish> announced, long nanos) {
    Optional<RunFinish> finish = announced.filter(view::isEndedBy);
    if (!entry.run().equals(run)) {
      run = entry.run();
      all = new RateWindow();
      each = new WorkerRates();
      expected = expected(entry);
    }
    // Before its plan is seen a run has no outcomes, and one that goes on has some that are not
    // seen yet: a 0 in their place would make a peak of all that earlier commands have done.
    if (view.plan().isPresent()) {
      all.add(nanos, view.ended());
      each.add(nanos, view.workers());
    }
    RunPhase phase = RunPhase.of(view, finish);
    Speed speed = speed(view);
    return new RunProgress(
        view,
        finish,
        phase,
        phase == RunPhase.RUNNING ? speed : speed.standing(),
        elapsed(view, phase),
        expected);
  }

  private Speed speed(RunView view) {
    Total total = view.total();
    // By the workers' clocks, since the first batch may have ended before anybody watched.
    double seconds = (total.lastAt() - total.firstAt()) / 1e3;
    double average = seconds < SHORTEST_SECONDS ? all.average() : view.ended() / seconds;
    OptionalLong planned = view.planned();
    Optional<Eta> eta =
        planned.isPresent()
            ? all.eta(Math.max(0, planned.getAsLong() - view.ended()))
            : Optional.empty();
    return new Speed(all.now(), average, Math.max(all.peak(), average), eta, each.now());
  }

  private Duration elapsed(RunView view, RunPhase phase) {
    long until = phase.isOpen() ? clock.millis() : view.endedAt();
    return Duration.ofMillis(Math.max(0, until - view.startedAt()));
  }

  /** A definition of a newer version is none of this one's business. */
  private static Optional<Duration> expected(JobEntry entry) {
    try {
      return JobFile.parse(entry.definition(), entry.job()).run().expected();
    } catch (Refused | JobProblems newer) {
      return Optional.empty();
    }
  }
}

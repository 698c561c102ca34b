package io.godwit.cli.show;

import io.godwit.aggregator.view.RateWindow;
import io.godwit.aggregator.view.RunView;
import io.godwit.aggregator.view.WorkerRates;
import io.godwit.cli.show.ProgressModel.Phase;
import io.godwit.cli.show.ProgressModel.Speed;
import io.godwit.cli.show.ProgressModel.WorkerProgress;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.wire.Total;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Turns views of a run into what is shown of it, and remembers how fast it went. For one thread.
 */
public final class ProgressMeter {

  private final long began;
  private final RateWindow all = new RateWindow();
  private final WorkerRates each = new WorkerRates();

  /**
   * A meter that begins now.
   *
   * @param nanos of the monotonic clock that {@link #measure} is told the time of
   */
  public ProgressMeter(long nanos) {
    this.began = nanos;
  }

  /**
   * What to show.
   *
   * @param stopping whether the command has been asked to stop
   * @param waits what is being waited for
   */
  public ProgressModel measure(RunView view, boolean stopping, List<String> waits, long nanos) {
    long ended = view.total().tally().total();
    all.add(nanos, ended);
    OptionalLong total =
        view.plan().map(plan -> OptionalLong.of(plan.records())).orElse(OptionalLong.empty());
    Phase phase = phase(view, stopping);
    return new ProgressModel(
        view.job(),
        view.run(),
        phase,
        Duration.ofNanos(nanos - began),
        total,
        view.read(),
        view.total().tally(),
        speed(phase, total, ended),
        view.lag(),
        workers(view, nanos),
        failures(view),
        waits);
  }

  private static Phase phase(RunView view, boolean stopping) {
    if (stopping) {
      return Phase.STOPPING;
    }
    if (view.pause().isPresent()) {
      return Phase.PAUSED;
    }
    if (view.plan().isEmpty()) {
      return Phase.COUNTING;
    }
    return view.settled() ? Phase.REPORTING : Phase.RUNNING;
  }

  private Speed speed(Phase phase, OptionalLong total, long ended) {
    Optional<RateWindow.Eta> eta =
        phase == Phase.RUNNING && total.isPresent()
            ? all.eta(Math.max(0, total.getAsLong() - ended))
            : Optional.empty();
    return new Speed(
        all.now(),
        all.average(),
        all.peak(),
        eta.map(RateWindow.Eta::soonest),
        eta.map(RateWindow.Eta::latest));
  }

  private Map<String, WorkerProgress> workers(RunView view, long nanos) {
    each.add(nanos, view.workers());
    Map<String, WorkerProgress> workers = new TreeMap<>();
    view.workers()
        .forEach((name, total) ->
            workers.put(name, new WorkerProgress(total.tally().total(), each.now(name))));
    return workers;
  }

  private static Map<ErrorCode, Long> failures(RunView view) {
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    for (Map.Entry<ErrorCode, Total> entry : view.failures().entrySet()) {
      failures.put(entry.getKey(), entry.getValue().tally().failed());
    }
    return failures;
  }
}

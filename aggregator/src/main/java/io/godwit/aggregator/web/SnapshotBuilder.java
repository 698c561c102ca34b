package io.godwit.aggregator.web;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.replay.ReplayCommandText;
import io.godwit.common.run.RunPhase;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunStatus;
import io.godwit.common.run.RunView;
import io.godwit.common.run.Speed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what is to be seen of a run, and remembers how it came there. For one thread. */
final class SnapshotBuilder {

  private static final int MOST_WORKERS = 50;
  private static final int MOST_SAMPLES = 50;
  private static final int MOST_WAITS = 10;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PATH = 500;
  private static final int LONGEST_WAIT = 500;

  private final StatusSource source;
  private String run = "";
  private RateHistory history = new RateHistory();
  private Optional<RunStatus> seen = Optional.empty();
  private long seenAt;

  SnapshotBuilder(StatusSource source) {
    this.source = source;
  }

  /** What is shown before anybody is followed. */
  static Snapshot nothing() {
    return nothing(List.of());
  }

  private static Snapshot nothing(List<String> waits) {
    return new Snapshot("none", "no run yet", Optional.empty(), waits);
  }

  /**
   * What is to be seen now.
   *
   * @param nanos of a monotonic clock
   * @param looked whether somebody looks, so that samples are worth their search
   */
  Snapshot tell(long nanos, boolean looked) {
    Optional<RunStatus> status = source.status().get();
    // An open run is never seen twice alike: its time goes on.
    if (!status.equals(seen)) {
      seen = status;
      seenAt = nanos;
    }
    Duration age = Duration.ofNanos(nanos - seenAt);
    boolean stale = age.compareTo(RunProgress.STALE) > 0;
    if (status.isEmpty()) {
      return nothing(waits());
    }
    RunProgress progress = status.get().run();
    remember(progress, stale);
    return new Snapshot(
        progress.phase().id(),
        progress.phase().text(),
        Optional.of(run(status.get(), stale ? progress.unheard() : progress, looked)),
        stale ? waits(progress.phase(), age) : waits());
  }

  private void remember(RunProgress progress, boolean stale) {
    if (!progress.view().run().equals(run)) {
      run = progress.view().run();
      history = new RateHistory();
    }
    // What was true seconds ago leaves a gap, and not a level line that nobody has seen.
    if (progress.phase() == RunPhase.RUNNING && !stale) {
      history.add(progress.elapsed().toSeconds(), progress.speed().now());
    }
  }

  private Snapshot.Run run(RunStatus status, RunProgress progress, boolean looked) {
    RunView view = progress.view();
    Speed speed = progress.speed();
    return new Snapshot.Run(
        PlainText.of(view.job(), LONGEST_NAME),
        PlainText.of(view.run(), LONGEST_NAME),
        progress.elapsed().toSeconds(),
        progress.expected().map(Duration::toSeconds),
        view.planned().stream().boxed().findFirst(),
        view.isEstimated(),
        progress.read(),
        view.total().tally(),
        new Snapshot.Speed(tenths(speed.now()), tenths(speed.average()), tenths(speed.peak())),
        speed.eta().map(eta -> new Snapshot.Eta(seconds(eta.soonest()), seconds(eta.latest()))),
        history.curve(),
        status.lag().partitions().entrySet().stream()
            .map(lag -> new Snapshot.PartitionLag(lag.getKey(), lag.getValue()))
            .toList(),
        status.workers(),
        workers(view, speed),
        Math.max(0, view.workers().size() - MOST_WORKERS),
        failures(view, looked ? samples(view) : Map.of()),
        progress.finish().map(finish -> PlainText.of(finish.path(), LONGEST_PATH)));
  }

  private List<Snapshot.Worker> workers(RunView view, Speed speed) {
    return view.workers().entrySet().stream()
        .limit(MOST_WORKERS)
        .map(worker ->
            new Snapshot.Worker(
                PlainText.of(worker.getKey(), LONGEST_NAME),
                worker.getValue().tally().total(),
                worker.getValue().tally().failed(),
                tenths(speed.of(worker.getKey()))))
        .toList();
  }

  private Map<ErrorCode, List<FailureSamples.Sample>> samples(RunView view) {
    return source.samples().newest(view.run(), view.total().tally().failed());
  }

  private static List<Snapshot.Failed> failures(
      RunView view, Map<ErrorCode, List<FailureSamples.Sample>> samples) {
    List<Snapshot.Failed> failures = new ArrayList<>();
    int left = MOST_SAMPLES;
    for (Map.Entry<ErrorCode, Long> failed : view.failuresByNumber()) {
      ErrorCode code = failed.getKey();
      List<FailureSamples.Sample> known = samples.getOrDefault(code, List.of());
      List<FailureSamples.Sample> shown = known.subList(0, Math.min(left, known.size()));
      left -= shown.size();
      failures.add(
          new Snapshot.Failed(
              code.id(),
              code.errorClass().id(),
              code.cause(),
              code.remedy(),
              failed.getValue(),
              shown,
              ReplayCommandText.of(view.job(), code)));
    }
    return failures;
  }

  private List<String> waits() {
    return source.waits().get().stream()
        .limit(MOST_WAITS)
        .map(wait -> PlainText.of(wait, LONGEST_WAIT))
        .toList();
  }

  /** The same, of a run of which nothing has been heard for so long. */
  private List<String> waits(RunPhase phase, Duration age) {
    List<String> waits = waits();
    // A role that writes a report does not look meanwhile.
    boolean looks = phase.isOpen() && phase != RunPhase.REPORTING;
    return waits.isEmpty() && looks
        ? List.of("news of the run; this is how it was " + age.toSeconds() + " s ago")
        : waits;
  }

  private static double seconds(Duration span) {
    return tenths(span.toMillis() / 1000.0);
  }

  private static double tenths(double number) {
    return Math.round(number * 10) / 10.0;
  }
}

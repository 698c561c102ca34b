package io.godwit.aggregator.web;

import io.godwit.aggregator.view.RunStatus;
import io.godwit.aggregator.view.RunView;
import io.godwit.aggregator.view.WorkerRates;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.wire.Total;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** A role looks twice a second, unless it cannot. */
  private static final Duration STALE = Duration.ofSeconds(5);

  private final StatusSource source;
  private String run = "";
  private RateHistory history = new RateHistory();
  private WorkerRates rates = new WorkerRates();
  private Optional<RunStatus> seen = Optional.empty();
  private long seenAt;

  SnapshotBuilder(StatusSource source) {
    this.source = source;
  }

  /** What is shown before anybody is followed. */
  static Snapshot nothing() {
    return new Snapshot(Phase.NONE.id(), Phase.NONE.text(), Optional.empty(), List.of());
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
    Phase phase = status.map(Phase::of).orElse(Phase.NONE);
    Duration age = Duration.ofNanos(nanos - seenAt);
    status.ifPresent(now -> remember(now, phase, age, nanos));
    return new Snapshot(
        phase.id(), phase.text(), status.map(now -> run(now, phase, looked)), waits(phase, age));
  }

  private void remember(RunStatus status, Phase phase, Duration age, long nanos) {
    if (!status.view().run().equals(run)) {
      run = status.view().run();
      history = new RateHistory();
      rates = new WorkerRates();
    }
    rates.add(nanos, status.view().workers());
    // What was true seconds ago leaves a gap, and not a level line that nobody has seen.
    if (phase == Phase.RUNNING && age.compareTo(STALE) < 0) {
      history.add(status.elapsed().toSeconds(), status.speed().now());
    }
  }

  private Snapshot.Run run(RunStatus status, Phase phase, boolean looked) {
    RunView view = status.view();
    RunStatus.Speed speed = status.speed();
    return new Snapshot.Run(
        PlainText.of(view.job(), LONGEST_NAME),
        PlainText.of(view.run(), LONGEST_NAME),
        status.elapsed().toSeconds(),
        status.expected().map(Duration::toSeconds),
        view.plan().map(plan -> plan.records()),
        // Outcomes are looked at after the reading, so they may be ahead of it.
        Math.max(view.read(), view.total().tally().total()),
        view.total().tally(),
        new Snapshot.Speed(
            phase == Phase.RUNNING ? tenths(speed.now()) : 0,
            tenths(speed.average()),
            tenths(speed.peak())),
        speed
            .eta()
            .filter(eta -> phase == Phase.RUNNING)
            .map(eta -> new Snapshot.Eta(seconds(eta.soonest()), seconds(eta.latest()))),
        history.curve(),
        status.lag().partitions().entrySet().stream()
            .map(lag -> new Snapshot.PartitionLag(lag.getKey(), lag.getValue()))
            .toList(),
        status.workers(),
        workers(view, phase),
        Math.max(0, view.workers().size() - MOST_WORKERS),
        failures(view, looked ? samples(view) : Map.of()),
        status
            .finish()
            .filter(finish -> !phase.isOpen())
            .map(finish -> PlainText.of(finish.path(), LONGEST_PATH)));
  }

  private List<Snapshot.Worker> workers(RunView view, Phase phase) {
    return view.workers().entrySet().stream()
        .limit(MOST_WORKERS)
        .map(worker ->
            new Snapshot.Worker(
                PlainText.of(worker.getKey(), LONGEST_NAME),
                worker.getValue().tally().total(),
                worker.getValue().tally().failed(),
                phase == Phase.RUNNING ? tenths(rates.now(worker.getKey())) : 0))
        .toList();
  }

  private Map<ErrorCode, List<FailureSamples.Sample>> samples(RunView view) {
    return source.samples().newest(view.run(), view.total().tally().failed());
  }

  private static List<Snapshot.Failed> failures(
      RunView view, Map<ErrorCode, List<FailureSamples.Sample>> samples) {
    List<Snapshot.Failed> failures = new ArrayList<>();
    int left = MOST_SAMPLES;
    for (Map.Entry<ErrorCode, Total> failed : byNumber(view.failures())) {
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
              failed.getValue().tally().failed(),
              shown));
    }
    return failures;
  }

  private static List<Map.Entry<ErrorCode, Total>> byNumber(Map<ErrorCode, Total> failures) {
    Comparator<Map.Entry<ErrorCode, Total>> number =
        Comparator.comparingLong(failed -> failed.getValue().tally().failed());
    return failures.entrySet().stream().sorted(number.reversed()).toList();
  }

  private List<String> waits(Phase phase, Duration age) {
    List<String> waits = new ArrayList<>();
    source.waits().get().stream()
        .limit(MOST_WAITS)
        .forEach(wait -> waits.add(PlainText.of(wait, LONGEST_WAIT)));
    // A role that writes a report does not look meanwhile.
    boolean looks = phase.isOpen() && phase != Phase.REPORTING;
    if (waits.isEmpty() && looks && age.compareTo(STALE) > 0) {
      waits.add("news of the run; this is how it was " + age.toSeconds() + " s ago");
    }
    return waits;
  }

  private static double seconds(Duration span) {
    return tenths(span.toMillis() / 1000.0);
  }

  private static double tenths(double number) {
    return Math.round(number * 10) / 10.0;
  }
}

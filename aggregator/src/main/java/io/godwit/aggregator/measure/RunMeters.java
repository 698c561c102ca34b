package io.godwit.aggregator.measure;

import io.godwit.common.metrics.Board;
import io.godwit.common.metrics.Metric;
import io.godwit.common.metrics.Series;
import io.godwit.common.model.Tally;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.RoleMeters;
import io.godwit.common.monitor.Waits;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunStatus;
import io.godwit.common.run.RunView;
import io.godwit.common.run.Speed;
import io.godwit.common.wire.run.GoneProgress;
import io.godwit.common.wire.run.RunFinish;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** An aggregator's meters. For its thread. */
public final class RunMeters {

  private final RoleMeters role;
  private final String job;
  private final Board run;

  /** The meters of an aggregator, which is not at work yet. */
  public RunMeters(Instruments instruments, String job, String name) {
    this.role = new RoleMeters(instruments, "aggregator", job, name);
    this.job = job;
    this.run = new Board(instruments.meters());
  }

  /** It has looked at the job, and counts receipts or not. */
  public void works(boolean counting) {
    role.health().ready(counting);
  }

  /** What every role has. */
  public RoleMeters role() {
    return role;
  }

  /** What it waits for. */
  public Waits waits() {
    return role.waits();
  }

  /** Shows the job's current run, and no longer the one before. */
  public void show(RunStatus status) {
    Map<Series, Double> lines = new HashMap<>();
    lines.put(Series.of(Metric.JOB_LAG, job), (double) status.run().view().lag());
    status
        .lag()
        .partitions()
        .forEach((partition, lag) ->
            lines.put(
                Series.of(Metric.JOB_PARTITION_LAG, job, partition.toString()), lag.doubleValue()));
    lines.put(Series.of(Metric.JOB_WORKERS, job), (double) status.workers());
    books(status.run(), lines);
    gone(status.run().view(), lines);
    verified(status.run().view(), lines);
    progress(status.run(), lines);
    run.show(lines);
  }

  private void books(RunProgress progress, Map<Series, Double> lines) {
    RunView view = progress.view();
    String id = view.run();
    view.planned()
        .ifPresent(
            records -> lines.put(Series.of(Metric.RUN_PLANNED_RECORDS, job, id), (double) records));
    lines.put(Series.of(Metric.RUN_READ_RECORDS, job, id), (double) progress.read());
    Tally tally = view.total().tally();
    Map.of(
            "written", tally.written(),
            "unchanged", tally.unchanged(),
            "dropped", tally.dropped(),
            "failed", tally.failed())
        .forEach((outcome, count) ->
            lines.put(Series.of(Metric.RUN_RECORDS, job, id, outcome), count.doubleValue()));
    view.failures()
        .forEach((code, total) ->
            lines.put(
                Series.of(Metric.RUN_FAILURES, job, id, code.id()),
                (double) total.tally().failed()));
    view.workers()
        .forEach((worker, total) ->
            lines.put(
                Series.of(Metric.RUN_WORKER_RECORDS, job, id, worker),
                (double) total.tally().total()));
    long closed = view.closedSplits();
    lines.put(Series.of(Metric.RUN_SPLITS, job, id, "closed"), (double) closed);
    lines.put(
        Series.of(Metric.RUN_SPLITS, job, id, "open"), (double) (view.splits().size() - closed));
  }

  private void gone(RunView view, Map<Series, Double> lines) {
    double found = view.gone().stream().mapToLong(GoneProgress::found).sum();
    double done = view.gone().stream().mapToLong(GoneProgress::done).sum();
    lines.put(Series.of(Metric.RUN_GONE_ROWS, job, view.run()), found);
    lines.put(Series.of(Metric.RUN_GONE_DONE_ROWS, job, view.run()), done);
  }

  private void verified(RunView view, Map<Series, Double> lines) {
    view.verified()
        .ifPresent(found -> {
          lines.put(
              Series.of(Metric.RUN_VERIFIED_ROWS, job, view.run()), (double) found.compared());
          lines.put(Series.of(Metric.RUN_DIFFERING_ROWS, job, view.run()), (double) found.amiss());
        });
  }

  private void progress(RunProgress progress, Map<Series, Double> lines) {
    RunView view = progress.view();
    String id = view.run();
    lines.put(Series.of(Metric.RUN_DONE_RATIO, job, id), view.share());
    Speed speed = progress.speed();
    lines.put(Series.of(Metric.RUN_RATE, job, id, "now"), speed.now());
    lines.put(Series.of(Metric.RUN_RATE, job, id, "average"), speed.average());
    lines.put(Series.of(Metric.RUN_RATE, job, id, "peak"), speed.peak());
    speed
        .eta()
        .ifPresent(eta -> {
          lines.put(Series.of(Metric.RUN_ETA_SECONDS, job, id, "soonest"), nanos(eta.soonest()));
          lines.put(Series.of(Metric.RUN_ETA_SECONDS, job, id, "latest"), nanos(eta.latest()));
        });
    lines.put(Series.of(Metric.RUN_SECONDS, job, id), nanos(progress.elapsed()));
    progress
        .expected()
        .ifPresent(expected ->
            lines.put(Series.of(Metric.RUN_EXPECTED_SECONDS, job, id), nanos(expected)));
    lines.put(Series.of(Metric.RUN_PAUSED, job, id), yes(view.pause().isPresent()));
    lines.put(Series.of(Metric.RUN_ENDED, job, id), yes(progress.finish().isPresent()));
    // The report compares record by record as well; once it is there, its word counts.
    boolean balanced = progress.finish().map(RunFinish::balanced).orElseGet(view::balanced);
    lines.put(Series.of(Metric.RUN_BALANCED, job, id), yes(balanced));
  }

  private static double nanos(Duration duration) {
    return duration.toMillis() * 1e6;
  }

  private static double yes(boolean is) {
    return is ? 1 : 0;
  }
}

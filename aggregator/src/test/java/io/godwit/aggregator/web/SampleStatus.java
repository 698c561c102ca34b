package io.godwit.aggregator.web;

import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.run.Eta;
import io.godwit.common.run.Lag;
import io.godwit.common.run.RunPhase;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunStatus;
import io.godwit.common.run.RunView;
import io.godwit.common.run.Speed;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run of 1,000 records on its way, without topics. */
record SampleStatus(String job, String worker, long elapsed, Tally tally, boolean planned) {

  static final ErrorCode CODE = ErrorCode.VALUE_TYPE;
  private static final long START = 1_795_298_710_000L;

  /** So many seconds after it began, and as many tens of records. */
  static SampleStatus at(long second) {
    return new SampleStatus(
        "submissions", "worker-1", second, new Tally(second * 10, 0, 0, 0), true);
  }

  SampleStatus named(String otherJob, String otherWorker) {
    return new SampleStatus(otherJob, otherWorker, elapsed, tally, planned);
  }

  SampleStatus ended(Tally otherTally) {
    return new SampleStatus(job, worker, elapsed, otherTally, planned);
  }

  SampleStatus unplanned() {
    return new SampleStatus(job, worker, elapsed, tally, false);
  }

  RunStatus running() {
    return status(view(), Optional.empty());
  }

  RunStatus paused() {
    return status(view().with(Optional.of(new Ruling.Pause(START))), Optional.empty());
  }

  RunStatus finished(boolean balanced) {
    return status(
        view(),
        Optional.of(new RunFinish(balanced, "reports/submissions/r1", START + 9000, 1000, tally)));
  }

  private RunView view() {
    boolean closed = tally.total() == 1000;
    Split split = new Split(0, "a.csv", "0-9", 1000);
    SplitProgress progress =
        new SplitProgress(split, new Position(Math.min(1000, tally.total() + 100), "1"), closed);
    Total total = new Total(tally, START, START + elapsed * 1000);
    return new RunView(
        job,
        "r1",
        START,
        planned ? Optional.of(new RunPlan(1, "f", START, 1, StartOffsets.NONE)) : Optional.empty(),
        List.of(new RunView.SplitView(progress, tally)),
        total,
        Map.of(worker, total),
        tally.failed() == 0
            ? Map.of()
            : Map.of(CODE, new Total(new Tally(0, 0, 0, tally.failed()), START, START)));
  }

  private RunStatus status(RunView view, Optional<RunFinish> finish) {
    RunPhase phase = RunPhase.of(view, finish);
    Eta eta = new Eta(Duration.ofSeconds(60), Duration.ofSeconds(90));
    Speed running = new Speed(1234.56, 1000, 2000, Optional.of(eta), Map.of(worker, 1234.56));
    Speed speed = phase == RunPhase.RUNNING ? running : running.standing();
    Map<Integer, Long> lag = new TreeMap<>();
    for (int i = 0; i < 24; i++) {
      lag.put(i, i * 1000L);
    }
    return new RunStatus(
        new RunProgress(view, finish, phase, speed, Duration.ofSeconds(elapsed), Optional.empty()),
        new Lag(new TreeMap<>(lag)),
        4);
  }
}

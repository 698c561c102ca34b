package io.godwit.aggregator.web;

import io.godwit.aggregator.view.Lag;
import io.godwit.aggregator.view.RateWindow;
import io.godwit.aggregator.view.RunStatus;
import io.godwit.aggregator.view.RunView;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.wire.Ruling;
import io.godwit.common.wire.RunFinish;
import io.godwit.common.wire.RunPlan;
import io.godwit.common.wire.SplitProgress;
import io.godwit.common.wire.StartOffsets;
import io.godwit.common.wire.Total;
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
    return status(Optional.empty());
  }

  RunStatus paused() {
    RunStatus now = running();
    return new RunStatus(
        now.view().with(Optional.of(new Ruling.Pause(START))),
        now.lag(),
        now.workers(),
        now.speed(),
        now.elapsed(),
        now.expected(),
        now.finish());
  }

  RunStatus finished(boolean balanced) {
    return status(
        Optional.of(new RunFinish(balanced, "reports/submissions/r1", START + 9000, 1000, tally)));
  }

  private RunStatus status(Optional<RunFinish> finish) {
    boolean closed = tally.total() == 1000;
    Split split = new Split(0, "a.csv", "0-9", 1000);
    SplitProgress progress =
        new SplitProgress(split, new Position(Math.min(1000, tally.total() + 100), "1"), closed);
    Total total = new Total(tally, START, START + elapsed * 1000);
    RunView view =
        new RunView(
            job,
            "r1",
            START,
            planned
                ? Optional.of(new RunPlan(1, 1000, "f", START, 1, StartOffsets.NONE))
                : Optional.empty(),
            List.of(new RunView.SplitView(progress, tally)),
            total,
            Map.of(worker, total),
            tally.failed() == 0
                ? Map.of()
                : Map.of(CODE, new Total(new Tally(0, 0, 0, tally.failed()), START, START)));
    RunStatus.Speed speed =
        new RunStatus.Speed(
            1234.56,
            1000,
            2000,
            Optional.of(new RateWindow.Eta(Duration.ofSeconds(60), Duration.ofSeconds(90))));
    Map<Integer, Long> lag = new TreeMap<>();
    for (int i = 0; i < 24; i++) {
      lag.put(i, i * 1000L);
    }
    return new RunStatus(
        view,
        new Lag(new TreeMap<>(lag)),
        4,
        speed,
        Duration.ofSeconds(elapsed),
        Optional.empty(),
        finish);
  }
}

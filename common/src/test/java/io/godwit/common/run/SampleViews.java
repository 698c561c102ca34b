package io.godwit.common.run;

import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Views of a run of 1,000 records in one split, all of one worker.
 *
 * @param run its id
 * @param tally what has become of its records
 * @param seconds from its first batch to its last
 */
record SampleViews(String run, Tally tally, long seconds) {

  static final long START = 1_795_298_710_000L;
  static final String WORKER = "worker-1";

  /** With so many records written, and no time between them. */
  static SampleViews written(long records) {
    return new SampleViews("r1", new Tally(records, 0, 0, 0), 0);
  }

  SampleViews within(long otherSeconds) {
    return new SampleViews(run, tally, otherSeconds);
  }

  SampleViews of(String otherRun) {
    return new SampleViews(otherRun, tally, seconds);
  }

  JobEntry entry() {
    return new JobEntry("people", run, "", "", START);
  }

  RunFinish finish(boolean balanced) {
    return new RunFinish(balanced, "report", START, 1000, tally);
  }

  RunView unplanned() {
    return view(Optional.empty());
  }

  RunView planned() {
    return view(Optional.of(new RunPlan(1, "f", START, 1, StartOffsets.NONE)));
  }

  RunView paused() {
    return planned().with(Optional.of(new Ruling.Pause(START)));
  }

  private RunView view(Optional<RunPlan> plan) {
    boolean closed = tally.total() >= 1000;
    SplitProgress progress =
        new SplitProgress(
            new Split(0, "a.csv", "0-9", 1000),
            new Position(Math.min(1000, tally.total()), "9"),
            closed);
    Total total = new Total(tally, START, START + seconds * 1000);
    return new RunView(
        "people",
        run,
        START,
        plan,
        List.of(new RunView.SplitView(progress, tally)),
        total,
        Map.of(WORKER, total),
        Map.of());
  }
}

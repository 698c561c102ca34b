package io.godwit.common.run;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.TotalKey;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.TaskProgress;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What the topics have said of one run so far. */
final class RunNotes {

  private Optional<RunPlan> plan = Optional.empty();
  private Optional<RunFinish> finish = Optional.empty();
  private Optional<OtherVersion> unreadable = Optional.empty();
  private Total total = Total.ZERO;
  private Total moreRows = Total.ZERO;
  private OptionalLong firstTotalAt = OptionalLong.empty();
  private final NavigableMap<Integer, SplitProgress> progress = new TreeMap<>();
  private final NavigableMap<Integer, TaskProgress> tasks = new TreeMap<>();
  private final Map<Integer, Total> splits = new TreeMap<>();
  private final NavigableMap<String, Total> workers = new TreeMap<>();
  private final Map<ErrorCode, Total> failures = new EnumMap<>(ErrorCode.class);

  void plan(RunPlan newest) {
    plan = Optional.of(newest);
  }

  void progress(SplitProgress newest) {
    progress.put(newest.split().number(), newest);
  }

  void progress(TaskProgress newest) {
    tasks.put(newest.number(), newest);
  }

  void unreadable(OtherVersion met) {
    unreadable = Optional.of(met);
  }

  /** What another version has written of the run, and is not known here therefore. */
  Optional<OtherVersion> unreadable() {
    return unreadable;
  }

  void finish(RunFinish newest) {
    finish = Optional.of(newest);
  }

  Optional<RunFinish> finish() {
    return finish;
  }

  /** The offset of the first total that was read of it; empty before. */
  OptionalLong firstTotalAt() {
    return firstTotalAt;
  }

  void total(TotalKey key, Total newest, long offset) {
    if (firstTotalAt.isEmpty()) {
      firstTotalAt = OptionalLong.of(offset);
    }
    switch (key) {
      case TotalKey.OfRun ignored -> total = newest;
      case TotalKey.OfSplit(String ignored, int split) -> splits.put(split, newest);
      case TotalKey.OfWorker(String ignored, String worker) -> workers.put(worker, newest);
      case TotalKey.OfCode(String ignored, ErrorCode code) -> failures.put(code, newest);
      case TotalKey.OfMoreRows ignored -> moreRows = newest;
    }
  }

  RunView view(JobEntry entry) {
    List<RunView.SplitView> books =
        progress.values().stream()
            .map(split ->
                new RunView.SplitView(
                    split, splits.getOrDefault(split.split().number(), Total.ZERO).tally()))
            .toList();
    return new RunView(
        entry.job(),
        entry.run(),
        entry.startedAt(),
        plan,
        books,
        total,
        Collections.unmodifiableMap(new TreeMap<>(workers)),
        Collections.unmodifiableMap(new EnumMap<>(failures)),
        Optional.empty(),
        List.copyOf(tasks.values()),
        total.tally().written() + moreRows.tally().written());
  }
}

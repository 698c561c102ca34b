package io.godwit.common.run;

import io.godwit.common.model.Phase;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.GoneProgress;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.common.wire.run.VerifyProgress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run as the topics tell it at one moment.
 *
 * @param job the job's name
 * @param run the run's id
 * @param startedAt in milliseconds since 1970
 * @param plan what there is to do; empty until the source is planned
 * @param splits each split's progress and outcomes, by number
 * @param total the outcomes of the run
 * @param workers what each worker has done, by name in order; the producer is among them where it
 *     met records that it could not read
 * @param failures how many records failed, by code
 * @param pause that nothing of it is to be begun; empty where it is to go on
 * @param tasks what its phases do at the target, in their order
 * @param rows how many rows at the target the written records became; the same number, where each
 *     is a row
 */
public record RunView(
    String job,
    String run,
    long startedAt,
    Optional<RunPlan> plan,
    List<SplitView> splits,
    Total total,
    Map<String, Total> workers,
    Map<ErrorCode, Total> failures,
    Optional<Ruling.Pause> pause,
    List<TaskProgress> tasks,
    long rows) {

  /** A run in which each written record is a row. */
  public RunView(
      String job,
      String run,
      long startedAt,
      Optional<RunPlan> plan,
      List<SplitView> splits,
      Total total,
      Map<String, Total> workers,
      Map<ErrorCode, Total> failures,
      Optional<Ruling.Pause> pause,
      List<TaskProgress> tasks) {
    this(
        job,
        run,
        startedAt,
        plan,
        splits,
        total,
        workers,
        failures,
        pause,
        tasks,
        total.tally().written());
  }

  /** A run that is to go on, and has no phases but the load. */
  public RunView(
      String job,
      String run,
      long startedAt,
      Optional<RunPlan> plan,
      List<SplitView> splits,
      Total total,
      Map<String, Total> workers,
      Map<ErrorCode, Total> failures) {
    this(job, run, startedAt, plan, splits, total, workers, failures, Optional.empty(), List.of());
  }

  /** The same, paused or not. */
  public RunView with(Optional<Ruling.Pause> now) {
    return new RunView(
        job, run, startedAt, plan, splits, total, workers, failures, now, tasks, rows);
  }

  /**
   * One split's books.
   *
   * @param progress how far it is published
   * @param tally what has become of its records
   */
  public record SplitView(SplitProgress progress, Tally tally) {

    /** Whether it is read to its end, and every record read has an outcome. */
    public boolean balanced() {
      long read = progress.position().ordinal();
      Split split = progress.split();
      return progress.closed()
          && !split.estimated()
          && read == tally.total()
          && read == split.records();
    }
  }

  /**
   * How many records the source holds: counted there, but for splits that are counted when they are
   * read, of which it is an estimate until then. Empty until it is planned.
   */
  public OptionalLong planned() {
    return plan.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            splits.stream().mapToLong(split -> split.progress().split().records()).sum());
  }

  /** How many records have been read from the source. */
  public long read() {
    return splits.stream().mapToLong(split -> split.progress().position().ordinal()).sum();
  }

  /** How many records have an outcome. */
  public long ended() {
    return total.tally().total();
  }

  /** Records with an outcome to records planned, from 0 to 1; 0 before the source is planned. */
  public double share() {
    long all = planned().orElse(-1);
    return all == 0 ? 1 : Math.clamp((double) ended() / all, 0, 1);
  }

  /** Whether {@link #planned} is not known to the record yet. */
  public boolean isEstimated() {
    return splits.stream().anyMatch(split -> split.progress().split().estimated());
  }

  /** When its last record ended, or it was planned, in milliseconds since 1970. */
  public long endedAt() {
    return Math.max(plan.map(RunPlan::plannedAt).orElse(startedAt), total.lastAt());
  }

  /** How many splits are read to their end. */
  public long closedSplits() {
    return splits.stream().filter(split -> split.progress().closed()).count();
  }

  /** How many records failed, by code: the most frequent first. */
  public List<Map.Entry<ErrorCode, Long>> failuresByNumber() {
    return failures.entrySet().stream()
        .map(failed -> Map.entry(failed.getKey(), failed.getValue().tally().failed()))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .toList();
  }

  /** How many records are published and have no outcome yet. */
  public long lag() {
    // What is published and what has an outcome are two topics, of which one may be read first.
    return Math.max(0, read() - ended());
  }

  /** Whether every split is read to its end. */
  public boolean closed() {
    return plan.isPresent()
        && splits.size() == plan.get().splits()
        && splits.size() == closedSplits();
  }

  /** Whether every record read has an outcome; then no more will come. */
  public boolean settled() {
    return closed() && ended() >= read();
  }

  /** The tasks of a phase, in their order. */
  public List<TaskProgress> tasks(Phase phase) {
    return tasks.stream().filter(task -> task.task().phase() == phase).toList();
  }

  /** Whether nothing of it is left to do, whatever became of it: its report can be written. */
  public boolean done() {
    return settled()
        && tasks.size() == plan.map(RunPlan::tasks).orElse(0)
        && tasks.stream().noneMatch(TaskProgress::isOpen);
  }

  /** The tasks that the target has refused. */
  public List<TaskProgress> refused() {
    return tasks.stream().filter(task -> task.state() == TaskProgress.State.REFUSED).toList();
  }

  /** What is known of rows that are gone from the source; one entry for each table counted. */
  public List<GoneProgress> gone() {
    return tasks.stream().flatMap(task -> task.gone().stream()).toList();
  }

  /** How far the run is compared with its target; empty where that was not begun. */
  public Optional<VerifyProgress> verified() {
    return tasks.stream().flatMap(task -> task.verified().stream()).findFirst();
  }

  /** Whether a finish is of these outcomes, and not of fewer that were taken for all. */
  public boolean isEndedBy(RunFinish finish) {
    return finish.tally().equals(total.tally())
        && finish.refused() == refused().size()
        && finish.verified().equals(verified());
  }

  /**
   * Whether the books balance: in every split, what was counted at the source, what was read, and
   * what became of it are one number, and the totals add up to it.
   */
  public boolean balanced() {
    return settled()
        && plan.isPresent()
        && splits.stream().allMatch(SplitView::balanced)
        && ended() == planned().orElse(-1);
  }
}

package io.godwit.aggregator.view;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Tally;
import io.godwit.common.wire.Ruling;
import io.godwit.common.wire.RunPlan;
import io.godwit.common.wire.SplitProgress;
import io.godwit.common.wire.Total;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Optional<Ruling.Pause> pause) {

  /** A run that is to go on. */
  public RunView(
      String job,
      String run,
      long startedAt,
      Optional<RunPlan> plan,
      List<SplitView> splits,
      Total total,
      Map<String, Total> workers,
      Map<ErrorCode, Total> failures) {
    this(job, run, startedAt, plan, splits, total, workers, failures, Optional.empty());
  }

  /** The same, paused or not. */
  public RunView with(Optional<Ruling.Pause> now) {
    return new RunView(job, run, startedAt, plan, splits, total, workers, failures, now);
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
      return progress.closed() && read == tally.total() && read == progress.split().records();
    }
  }

  /** How many records have been read from the source. */
  public long read() {
    return splits.stream().mapToLong(split -> split.progress().position().ordinal()).sum();
  }

  /** How many records are published and have no outcome yet. */
  public long lag() {
    // What is published and what has an outcome are two topics, of which one may be read first.
    return Math.max(0, read() - total.tally().total());
  }

  /** Whether every split is read to its end. */
  public boolean closed() {
    return plan.isPresent()
        && splits.size() == plan.get().splits()
        && splits.stream().allMatch(split -> split.progress().closed());
  }

  /** Whether every record read has an outcome; then no more will come. */
  public boolean settled() {
    return closed() && total.tally().total() >= read();
  }

  /**
   * Whether the books balance: in every split, what was counted at the source, what was read, and
   * what became of it are one number, and the totals add up to it.
   */
  public boolean balanced() {
    return settled()
        && plan.isPresent()
        && splits.stream().allMatch(SplitView::balanced)
        && total.tally().total() == plan.get().records();
  }
}

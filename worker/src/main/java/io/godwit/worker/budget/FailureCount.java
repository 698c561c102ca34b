package io.godwit.worker.budget;

import io.godwit.common.spec.FailureBudget;
import io.godwit.common.spec.rule.Allowance;
import io.godwit.common.wire.run.Ruling.Overspent;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many records of a run have failed, within the time that its budget looks back. For one
 * thread.
 *
 * <p>Receipts of one slice of the window are counted as one, so that a day is no more to remember
 * than a minute; a failure counts at most a slice longer than it should.
 */
final class FailureCount {

  /** A failure of ten minutes ago counts for ten seconds more, at most. */
  private static final int SLICES = 60;

  /** All that is ever counted, where there is no window. */
  private static final long WHOLE_RUN = 0;

  private final FailureBudget budget;
  private final long sliceMillis;
  private final TreeMap<Long, Ended> slices = new TreeMap<>();
  private long from;

  /** Records that ended within a slice of time. */
  private record Ended(long all, long failed) {
    static final Ended NONE = new Ended(0, 0);

    Ended plus(Ended more) {
      return new Ended(all + more.all, failed + more.failed);
    }
  }

  /** Of a run of which nothing has ended yet. */
  FailureCount(FailureBudget budget) {
    this.budget = budget;
    this.sliceMillis =
        budget.window().map(time -> Math.max(1, time.toMillis() / SLICES)).orElse(Long.MAX_VALUE);
  }

  /**
   * Forgets what was counted, where that has not been done of this moment, and counts what ends
   * from then on.
   *
   * @param moment in milliseconds since 1970
   */
  void countFrom(long moment) {
    if (moment != from) {
      slices.clear();
      from = moment;
    }
  }

  /**
   * Counts records.
   *
   * @param at when they ended, in milliseconds since 1970
   * @param all how many
   * @param failed how many of these failed
   */
  void add(long at, long all, long failed) {
    if (at >= from) {
      slices.merge(slice(at), new Ended(all, failed), Ended::plus);
    }
  }

  private long slice(long at) {
    return budget.window().isPresent() ? at / sliceMillis : WHOLE_RUN;
  }

  /** That the budget is spent; empty while it is not. */
  Optional<Overspent> overspent(long now) {
    budget.window().ifPresent(time -> slices.headMap(slice(now - time.toMillis()), false).clear());
    Ended ended = slices.values().stream().reduce(Ended.NONE, Ended::plus);
    Allowance allowed = budget.stopAt();
    return ended.failed() > 0 && allowed.isReached(ended.failed(), ended.all())
        ? Optional.of(
            new Overspent(
                ended.failed(),
                ended.all(),
                allowed.toString(),
                budget.then() == FailureBudget.Then.STOP))
        : Optional.empty();
  }
}

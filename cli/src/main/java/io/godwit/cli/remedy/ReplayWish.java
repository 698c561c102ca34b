package io.godwit.cli.remedy;

import io.godwit.cli.fleet.Runs;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.letter.LetterFilter;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.ReplayOrder;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What somebody wants taken up again.
 *
 * @param run whose failures; empty for those of the last run
 * @param filter which of them
 * @param overwrite whether what may be newer is written over
 * @param repairs whether it is what the last comparison has found to differ, and not what failed
 */
public record ReplayWish(
    Optional<String> run, LetterFilter filter, boolean overwrite, boolean repairs) {

  /** What has failed. */
  public ReplayWish(Optional<String> run, LetterFilter filter, boolean overwrite) {
    this(run, filter, overwrite, false);
  }

  /** What to say where there is nothing to take up. */
  public String nothing() {
    return repairs
        ? "nothing is to be repaired: the last comparison has found no row that differs"
        : "nothing is to be replayed: no such failed record of the job is open, but for those that"
            + " were forgotten";
  }

  /** What the target was found to differ in. */
  public static ReplayWish ofRepair() {
    return new ReplayWish(Optional.empty(), LetterFilter.ALL, true, true);
  }

  /**
   * The order that this comes to, as the job stands now; whether the job may be had is not said by
   * this.
   *
   * @return empty where there is nothing to take up again
   * @throws io.godwit.common.model.failure.Refused where no run of the job is known
   * @throws Trouble where the broker does not answer
   */
  public Optional<ReplayOrder> order(Cluster cluster, String job) throws Trouble {
    Runs runs = new Runs(cluster);
    JobEntry entry = runs.registered(job);
    if (repairs) {
      return repair(runs, entry);
    }
    ReplayOrder order = new ReplayOrder(run.orElse(entry.root()), filter, overwrite);
    boolean goesOn = entry.replay().equals(Optional.of(order)) && !entry.reported();
    if (goesOn || runs.finish(entry).isEmpty() || isAnyOpen(cluster, job, order)) {
      return Optional.of(order);
    }
    return Optional.empty();
  }

  private static Optional<ReplayOrder> repair(Runs runs, JobEntry entry) throws Trouble {
    Optional<ReplayOrder> same = entry.replay().filter(order -> order.repairs().isPresent());
    if (same.isPresent() && !entry.reported()) {
      return same;
    }
    return runs.view(entry)
        .verified()
        .filter(found -> found.missing() + found.different() > 0)
        .map(found ->
            new ReplayOrder(entry.root(), LetterFilter.ALL, true, Optional.of(found.began())));
  }

  private boolean isAnyOpen(Cluster cluster, String job, ReplayOrder order) throws Trouble {
    AtomicBoolean any = new AtomicBoolean();
    OpenFailures.of(cluster, job, Optional.of(order.root()))
        .forEach(
            filter,
            open -> {
              if (!open.letter().forgotten()) {
                any.set(true);
              }
            });
    return any.get();
  }
}

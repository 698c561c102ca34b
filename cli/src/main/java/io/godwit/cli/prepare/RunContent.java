package io.godwit.cli.prepare;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.producer.TargetWork;
import io.godwit.producer.replay.LetterPlanning;
import io.godwit.producer.replay.LetterSource;
import io.godwit.producer.sweep.SweepWork;
import java.util.function.Consumer;

/**
 * What a run reads, and what it does at the target around that: the job's source, or the dead
 * letters of an earlier run.
 *
 * @param source closed with that of the job
 * @param atTarget connects when it is first asked
 */
public record RunContent(Source source, TargetWork atTarget) {

  /**
   * That of a run.
   *
   * @param entry of the run, as the command has taken it
   * @param checked the job and its source
   */
  public static RunContent of(
      Cluster cluster, JobEntry entry, Preflight checked, FleetOpener opener) {
    Job job = checked.job().job();
    TargetWork work = TargetMaking.of(job, checked.source(), checked.inspection(), opener);
    if (entry.replay().isEmpty()) {
      return new RunContent(checked.source(), swept(work, job, cluster, entry, opener));
    }
    boolean inOrder = job.source().duplicates().isInOrder();
    LetterPlanning planning =
        new LetterPlanning(
            cluster,
            entry,
            checked.source(),
            inOrder,
            RowsOfRecords.of(checked, entry.replay().get()));
    return new RunContent(
        new LetterSource(cluster, entry, checked.source(), planning),
        swept(new AroundReplay(work), job, cluster, entry, opener));
  }

  /** The same with the sweep of stores that the steps of the job put objects into. */
  public static TargetWork swept(
      TargetWork work, Job job, Cluster cluster, JobEntry entry, FleetOpener opener) {
    return SweepWork.of(work, job, cluster, entry, store -> opener.store(job, store));
  }

  /**
   * Sweeps what runs have left that were given up, before this one is planned.
   *
   * @param say is told where there is something to sweep, since it may take a while
   * @throws Trouble where the broker or a store does not answer
   */
  public static void sweepGivenUp(TargetWork work, Consumer<String> say) throws Trouble {
    if (work instanceof SweepWork sweep) {
      sweep.sweepGivenUp(say);
    }
  }
}

package io.godwit.cli.fleet;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.JobEntry;
import io.godwit.producer.TargetWork;
import io.godwit.producer.replay.LetterPlanning;
import io.godwit.producer.replay.LetterSource;

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
      return new RunContent(checked.source(), work);
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
        new LetterSource(cluster, entry, checked.source(), planning), new AroundReplay(work));
  }
}

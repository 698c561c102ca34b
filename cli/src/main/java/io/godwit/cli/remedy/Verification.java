package io.godwit.cli.remedy;

import io.godwit.cli.fleet.Runs;
import io.godwit.cli.prepare.VerifyTables;
import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Phase;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.replay.RootRun;
import io.godwit.common.run.RunView;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.common.wire.run.VerifyProgress;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Has a run that is complete compared with its target: noted as open, the comparison is a task of
 * the run that whoever takes the run carries out, and goes on with after any kill. A run that was
 * planned without one gets it now.
 */
public final class Verification {

  private Verification() {}

  /**
   * Begins a comparison of every record; one that was begun and is not through goes on.
   *
   * @return the run that it is a part of
   * @throws Refused where no run of the job is complete, or somebody is at work on it
   * @throws Trouble where the broker does not answer
   */
  public static String begin(Cluster cluster, String job) throws Trouble {
    Runs runs = new Runs(cluster);
    JobEntry entry = runs.registered(job);
    Optional<Holder> holder = runs.holder(entry);
    if (holder.isPresent()) {
      throw new Refused(
          ErrorCode.JOB_HELD, "somebody is at work on " + job + ": " + holder.get().text());
    }
    if (entry.undo().isPresent()) {
      throw new Refused(
          ErrorCode.VERIFY_REFUSED,
          "run "
              + entry.undo().get().run()
              + " of "
              + job
              + " is undone, and what it wrote is not there any more; begin the next run");
    }
    RunView view = runs.view(entry);
    if (!view.settled() || view.plan().isEmpty()) {
      throw new Refused(
          ErrorCode.VERIFY_REFUSED,
          "run " + entry.run() + " of " + job + " is unfinished; finish it with godwit run");
    }
    requireWork(cluster, entry);
    Optional<TaskProgress> task = view.tasks(Phase.VERIFY).stream().findFirst();
    boolean goesOn =
        task.filter(TaskProgress::isOpen)
            .flatMap(TaskProgress::verified)
            .filter(VerifyProgress::full)
            .isPresent();
    if (!goesOn) {
      open(cluster, entry, view.plan().get(), task);
    }
    return entry.run();
  }

  /** A comparison begins where the root does, whatever replays came after it. */
  private static void requireWork(Cluster cluster, JobEntry entry) throws Trouble {
    Topics topics = new Topics(entry.job());
    boolean cut =
        BrokerMessages.asking(() -> {
          StartOffsets starts = RootRun.read(cluster, topics, entry.root()).starts();
          try (TopicReader work = TopicReader.open(cluster, topics.work(), starts.work())) {
            return work.isCut();
          }
        });
    if (cut) {
      throw new Refused(
          ErrorCode.VERIFY_REFUSED,
          "the work of run "
              + entry.run()
              + " is not there any more, as after godwit forget; run the job once more to have it"
              + " compared");
    }
  }

  private static void open(
      Cluster cluster, JobEntry entry, RunPlan plan, Optional<TaskProgress> task) throws Trouble {
    Topics topics = new Topics(entry.job());
    VerifyProgress begun = VerifyProgress.begun(true, System.currentTimeMillis());
    try (KafkaProducer<byte[], byte[]> client =
        cluster.transactionalProducer(topics.producerTransactions())) {
      client.initTransactions();
      client.beginTransaction();
      if (task.isEmpty()) {
        var unused = client.send(SplitMessages.of(topics.splits(), entry.run(), plan.withTask()));
      }
      TaskProgress open =
          task.orElseGet(() -> TaskProgress.open(plan.tasks(), VerifyTables.task())).anew(begun);
      var unused = client.send(SplitMessages.of(topics.splits(), entry.run(), open));
      client.commitTransaction();
    }
  }
}

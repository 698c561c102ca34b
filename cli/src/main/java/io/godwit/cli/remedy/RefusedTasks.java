package io.godwit.cli.remedy;

import io.godwit.cli.fleet.Runs;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.TaskProgress;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * What a target has refused of the tasks of a run that is complete but for them. Noted as open once
 * more they make it a run that goes on: whoever takes it carries them out, and nothing else is left
 * of it.
 */
public final class RefusedTasks {

  private RefusedTasks() {}

  /**
   * Has them carried out again by whoever is next at work on the job.
   *
   * @param most how many rows may be gone from the source, whatever the job says; 0 where that
   *     stands
   * @return their names
   * @throws Refused where nothing is refused, or somebody is at work on the job
   * @throws Trouble where the broker does not answer
   */
  public static List<String> again(Cluster cluster, String job, long most) throws Trouble {
    Runs runs = new Runs(cluster);
    JobEntry entry = runs.registered(job);
    Optional<Holder> holder = runs.holder(entry);
    if (holder.isPresent()) {
      throw new Refused(
          ErrorCode.JOB_HELD, "somebody is at work on " + job + ": " + holder.get().text());
    }
    List<TaskProgress> refused = entry.undo().isPresent() ? List.of() : runs.view(entry).refused();
    if (refused.isEmpty()) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE,
          "the target has refused nothing of run " + entry.run() + " of " + job);
    }
    Topics topics = new Topics(job);
    try (KafkaProducer<byte[], byte[]> client =
        cluster.transactionalProducer(topics.producerTransactions())) {
      client.initTransactions();
      client.beginTransaction();
      for (TaskProgress task : refused) {
        var unused = client.send(SplitMessages.of(topics.splits(), entry.run(), task.again(most)));
      }
      client.commitTransaction();
    }
    return refused.stream().map(task -> task.task().name()).toList();
  }
}

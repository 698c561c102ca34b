package io.godwit.cli.fleet;

import io.godwit.aggregator.view.RunView;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.kafka.TopicsLook;
import io.godwit.common.kafka.WaitsTopic;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.monitor.Wait;
import io.godwit.common.wire.JobEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What keeps an unfinished run from its end, as one who only looks at the broker can tell. */
public final class RunBlockers {

  private final Cluster cluster;

  /** Of a cluster whose broker answers. */
  public RunBlockers(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * One sentence each: topics that are gone, roles that are not there, and what the others say.
   *
   * @param held whether a command is at work on the job
   * @throws Trouble where the broker does not answer
   */
  public List<String> of(JobEntry entry, RunView view, boolean held) throws Trouble {
    List<String> lacks = new ArrayList<>();
    Topics topics = new Topics(entry.job());
    gone(topics).forEach(wait -> lacks.add(wait.text()));
    if (!held && !view.closed()) {
      lacks.add(new Wait(ErrorCode.PRODUCER_AWAITED, "no command is at work on the job").text());
    }
    missing(topics, view).forEach(wait -> lacks.add(wait.text()));
    try (WaitsTopic said = new WaitsTopic(cluster)) {
      said.of(entry.job()).forEach(note -> lacks.addAll(note.texts()));
    } catch (KafkaException e) {
      lacks.add("what the roles wait for cannot be read: " + e.getMessage());
    }
    return lacks;
  }

  private List<Wait> gone(Topics topics) throws Trouble {
    try (TopicsLook look = new TopicsLook(cluster, topics, Runs.AGGREGATOR)) {
      // The second look confirms the first.
      List<Wait> unused = look.look();
      return look.look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted at the topics", e);
    }
  }

  private List<Wait> missing(Topics topics, RunView view) throws Trouble {
    List<Wait> missing = new ArrayList<>();
    try (Admin admin = cluster.admin()) {
      if (!view.settled() && view.read() > 0 && isEmpty(admin, topics.workers())) {
        missing.add(new Wait(ErrorCode.WORKER_AWAITED, "no worker is in the group"));
      }
      if (isEmpty(admin, topics.application(Runs.AGGREGATOR))) {
        missing.add(new Wait(ErrorCode.AGGREGATOR_AWAITED, "no aggregator is at work"));
      }
    }
    return missing;
  }

  private static boolean isEmpty(Admin admin, String group) throws Trouble {
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .allMatch(described -> described.members().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return true;
      }
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "cannot ask for the group " + group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted at the groups", e);
    }
  }
}

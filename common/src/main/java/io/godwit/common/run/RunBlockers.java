package io.godwit.common.run;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.kafka.TopicsLook;
import io.godwit.common.kafka.WaitsTopic;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Wait;
import io.godwit.common.wire.run.JobEntry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** What keeps an unfinished run from its end, as one who only looks at the broker can tell. */
public final class RunBlockers {

  private final Cluster cluster;
  private final String aggregator;

  /**
   * Of a cluster whose broker answers.
   *
   * @param aggregator by whose totals a run goes
   */
  public RunBlockers(Cluster cluster, String aggregator) {
    this.cluster = cluster;
    this.aggregator = aggregator;
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
    try (TopicsLook look = new TopicsLook(cluster, topics, aggregator)) {
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
      if (!view.settled() && view.read() > 0 && GroupMembers.count(admin, topics.workers()) == 0) {
        missing.add(new Wait(ErrorCode.WORKER_AWAITED, "no worker is in the group"));
      }
      if (GroupMembers.count(admin, topics.application(aggregator)) == 0) {
        missing.add(new Wait(ErrorCode.AGGREGATOR_AWAITED, "no aggregator is at work"));
      }
    }
    return missing;
  }
}

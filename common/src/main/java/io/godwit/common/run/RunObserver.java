package io.godwit.common.run;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunFinish;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Watches the runs of a job, one after the other, and their workers. For one thread. */
public final class RunObserver {

  private static final long LOOK_NANOS = Duration.ofMillis(400).toNanos();

  /** The lag costs some requests, and nobody sees it change more often. */
  private static final long ASK_NANOS = Duration.ofMillis(900).toNanos();

  private final Admin admin;
  private final Topics topics;
  private final RunMeter meter = new RunMeter(InstantSource.system());
  private long lookedAt = System.nanoTime() - LOOK_NANOS;
  private String run = "";
  private Optional<Asked> asked = Optional.empty();

  /** The same for as long as a run lasts: its producer counts on it. */
  private Optional<List<TopicPartition>> work = Optional.empty();

  /** What the broker said, and when. */
  private record Asked(Lag lag, int workers, long nanos) {}

  /** An observer that has seen nothing yet; it does not close the client. */
  public RunObserver(Admin admin, Topics topics) {
    this.admin = admin;
    this.topics = topics;
  }

  /** Whether there may be something new to see; looks are worth something only so often. */
  public boolean isDue() {
    return System.nanoTime() - lookedAt >= LOOK_NANOS;
  }

  /**
   * Looks at the job's current run.
   *
   * @throws Trouble where the broker does not answer
   */
  public RunStatus observe(JobEntry entry, RunView view, Optional<RunFinish> finish)
      throws Trouble {
    if (!entry.run().equals(run)) {
      run = entry.run();
      asked = Optional.empty();
      work = Optional.empty();
    }
    long now = System.nanoTime();
    lookedAt = now;
    RunProgress progress = meter.measure(entry, view, finish, now);
    Asked broker = ask(now);
    return new RunStatus(progress, broker.lag(), broker.workers());
  }

  private Asked ask(long now) throws Trouble {
    Optional<Asked> fresh = asked.filter(answer -> now - answer.nanos() < ASK_NANOS);
    if (fresh.isEmpty()) {
      int workers = GroupMembers.count(admin, topics.workers());
      if (work.isEmpty()) {
        work = Optional.of(Lag.workPartitions(admin, topics));
      }
      fresh = Optional.of(new Asked(Lag.ofWorkers(admin, topics, work.get()), workers, now));
      asked = fresh;
    }
    return fresh.get();
  }
}

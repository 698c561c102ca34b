package io.godwit.worker;

import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.RivalProcess;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.Wait;
import io.godwit.common.retry.Backoff;
import io.godwit.common.role.RoleLoop;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.spi.sink.SupportsNotices;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import io.godwit.worker.consume.GroupSession;
import io.godwit.worker.job.JobOpener;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.job.RunBaseline;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.suspect.Trials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker of a job: works for the job's current run until it is closed, and for the next run when
 * there is one. It keeps nothing: committed offsets are the only checkpoint.
 */
public final class WorkerRole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerRole.class);
  private static final Duration LOOK = Duration.ofMillis(300);

  /** A session that has lived so long was a success: what comes after it is a new matter. */
  private static final long LONG_LIVED_NANOS = Duration.ofSeconds(30).toNanos();

  private final Cluster cluster;
  private final Topics topics;
  private final String name;
  private final JobOpener opener;
  private final WorkerMeters meters;
  private final RoleLoop loop;

  /**
   * A worker that has not begun.
   *
   * @param job the job's name; the run need not be registered yet
   * @param name distinguishes this worker from the others of the job, and is the same after a
   *     restart: a new one of the same name fences what is left of the old
   * @param instruments what it is observed by
   */
  public WorkerRole(
      Cluster cluster, String job, String name, JobOpener opener, Instruments instruments) {
    this.cluster = cluster;
    this.topics = new Topics(job);
    this.name = name;
    this.opener = opener;
    this.meters = new WorkerMeters(instruments, job, name);
    this.loop =
        new RoleLoop(
            "worker " + name,
            meters.role(),
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10)));
  }

  /**
   * Works until {@link #close()}, or until its thread is interrupted. Trouble is waited out.
   *
   * @throws Refused where the job cannot be opened as it is defined, and where another worker of
   *     this name has taken over
   * @throws RuntimeException what a step or the sink threw against its contract: no attempt would
   *     change it
   */
  public void run() {
    loop.run(new Attempts());
  }

  /** What the worker waits for now; empty while it works. Any thread may ask. */
  public Optional<String> waiting() {
    return meters.waits().first();
  }

  /** Whether partitions are its, with what it holds of them. Any thread may ask. */
  public boolean isAtWork() {
    return meters.hasPartitions();
  }

  private final class Attempts implements RoleLoop.Work {

    /** A worker has never done all: there may be another run. */
    @Override
    public boolean attempt() throws Trouble, InterruptedException {
      loop.probe(cluster);
      work(this);
      return false;
    }

    @Override
    public void fenced(Throwable lost) {
      meters.waits().state(new Wait(ErrorCode.TAKEN_OVER, "another worker may be named " + name));
      if (RivalProcess.isAtWork(cluster, topics.workerTransactions(name), loop.stop())) {
        throw new Refused(
            ErrorCode.TAKEN_OVER, "another worker of " + topics.job() + " is named " + name, lost);
      }
    }
  }

  private void work(RoleLoop.Work attempts) throws Trouble, InterruptedException {
    try (JobRegister register = register()) {
      Optional<JobEntry> entry = find(register);
      while (entry.isEmpty() && !loop.await(LOOK)) {
        meters
            .waits()
            .state(new Wait(ErrorCode.RUN_AWAITED, "no run of " + topics.job() + " is registered"));
        meters.health().sign();
        entry = find(register);
      }
      while (entry.isPresent() && isFollowedByAnother(entry.get(), attempts)) {
        entry = find(register);
      }
    }
  }

  private JobRegister register() throws Trouble {
    return loop.broker(
        "the broker does not hand out " + Topics.JOBS,
        () -> {
          try (Admin admin = cluster.admin()) {
            TopicSetup.ofRegister(admin);
          }
          return new JobRegister(cluster);
        });
  }

  private Optional<JobEntry> find(JobRegister register) {
    return loop.broker(
        "the broker does not hand out " + Topics.JOBS, () -> register.find(topics.job()));
  }

  private OpenedJob open(JobEntry entry) throws Trouble {
    return meters
        .waits()
        .call(
            ErrorCode.TARGET_AWAITED,
            "a database does not let the worker in",
            () -> rested(entry, opener.open(entry)));
  }

  /** A file that rows are looked up in has to be the one that the run began with. */
  private OpenedJob rested(JobEntry entry, OpenedJob opened) throws Trouble {
    boolean rested = false;
    try {
      for (SupportsBaseline file : opened.pipeline().baselines()) {
        RunBaseline.rest(cluster, entry, file);
      }
      rested = true;
      return opened;
    } finally {
      if (!rested) {
        opened.close();
      }
    }
  }

  private Trials trials(JobEntry entry) {
    return new Trials(
        opener.child(),
        entry,
        name,
        () -> BrokerMessages.asking(() -> RunBaseline.laidDown(cluster, entry)));
  }

  /** What is done with each sink of a run before it writes; for a partition, which waits for it. */
  private void begin(JobEntry entry, Sink sink) throws Trouble {
    RunBaseline.rest(cluster, entry, sink);
    BrokerMessages.asking(() -> {
      layDownNotices(entry, sink);
      return sink;
    });
  }

  /** Which fields records have is not known here, so what concerns the key only is said. */
  private void layDownNotices(JobEntry entry, Sink sink) {
    if (sink instanceof SupportsNotices knowing) {
      List<String> sentences = knowing.notices(Optional.empty());
      if (!sentences.isEmpty()) {
        ControlTopic.put(cluster, entry.job(), entry.run(), new Ruling.Notices(sentences));
      }
    }
  }

  /** Works for a run; answers whether that ended because another one has begun. */
  private boolean isFollowedByAnother(JobEntry entry, RoleLoop.Work attempts)
      throws Trouble, InterruptedException {
    try (OpenedJob opened = open(entry)) {
      meters.waits().clear();
      JobMeters.watch(meters, opened);
      LOG.info("worker {} works for {} run {}", name, entry.job(), entry.run());
      GroupSession session =
          new GroupSession(
              cluster,
              topics,
              name,
              opened.beginning(sink -> begin(entry, sink)),
              entry.run(),
              trials(entry),
              loop.stop(),
              meters);
      long begun = System.nanoTime();
      GroupSession.End end = session.run();
      if (System.nanoTime() - begun > LONG_LIVED_NANOS) {
        loop.achieved();
      }
      switch (end) {
        case GroupSession.End.Stopped ignored -> LOG.info("worker {} has drained", name);
        case GroupSession.End.Superseded ignored ->
            LOG.info("worker {} sees another run of {}", name, entry.job());
        case GroupSession.End.Lost(Throwable cause) -> loop.recover(attempts, cause);
        case GroupSession.End.Failed(Throwable cause) -> rethrow(cause);
      }
      return end instanceof GroupSession.End.Superseded;
    }
  }

  private static void rethrow(Throwable cause) {
    switch (cause) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(cause);
    }
  }

  /** Asks {@link #run()} to drain and end; does not wait for it. */
  @Override
  public void close() {
    loop.stop().request();
  }
}

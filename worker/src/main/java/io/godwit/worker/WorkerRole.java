package io.godwit.worker;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Trouble;
import io.godwit.common.retry.Backoff;
import io.godwit.common.retry.StopSignal;
import io.godwit.common.wire.JobEntry;
import io.godwit.worker.consume.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker of a job: works for the job's current run until it is closed, and for the next run when
 * there is one. It keeps nothing: committed offsets are the only checkpoint.
 */
public final class WorkerRole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerRole.class);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final Cluster cluster;
  private final Topics topics;
  private final String name;
  private final JobOpener opener;
  private final StopSignal stop = new StopSignal();
  private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
  private final AtomicReference<Optional<String>> waiting = new AtomicReference<>(Optional.empty());

  /**
   * A worker that has not begun.
   *
   * @param job the job's name; the run need not be registered yet
   * @param name distinguishes this worker from the others of the job, and is the same after a
   *     restart: a new one of the same name fences what is left of the old
   */
  public WorkerRole(Cluster cluster, String job, String name, JobOpener opener) {
    this.cluster = cluster;
    this.topics = new Topics(job);
    this.name = name;
    this.opener = opener;
  }

  /**
   * Works until {@link #close()}. Trouble is waited out.
   *
   * @throws io.godwit.common.model.Refused where the job cannot be opened as it is defined
   */
  public void run() {
    while (!stop.requested()) {
      try {
        cluster.probe();
        work();
      } catch (Trouble trouble) {
        pause(trouble.message(), trouble);
      } catch (KafkaException lost) {
        pause("Kafka: " + lost.getMessage(), lost);
      }
    }
  }

  /** What the worker waits for now; empty while it works. Any thread may ask. */
  public Optional<String> waiting() {
    return waiting.get();
  }

  private void pause(String reason, Throwable cause) {
    LOG.warn("worker {} waits: {}", name, reason, cause);
    waiting.set(Optional.of(reason));
    if (stop.await(backoff.next())) {
      stop.request();
    }
  }

  private void work() throws Trouble {
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofRegister(admin);
    }
    try (JobRegister register = new JobRegister(cluster)) {
      Optional<JobEntry> entry = register.find(topics.job());
      while (entry.isEmpty() && !stop.await(LOOK)) {
        entry = register.find(topics.job());
      }
      if (entry.isPresent()) {
        work(entry.get(), register);
      }
    }
  }

  private void work(JobEntry entry, JobRegister register) throws Trouble {
    try (OpenedJob opened = opener.open(entry)) {
      waiting.set(Optional.empty());
      LOG.info("worker {} works for {} run {}", name, entry.job(), entry.run());
      Session session =
          new Session(cluster, topics, name, opened, entry.run(), register, stop, waiting);
      switch (session.run()) {
        case Session.End.Stopped ignored -> LOG.info("worker {} has drained", name);
        case Session.End.OutOfDate ignored ->
            LOG.info("worker {} sees another run of {}", name, entry.job());
        case Session.End.Lost(Throwable cause) -> pause("Kafka: " + cause.getMessage(), cause);
      }
    }
  }

  /** Asks {@link #run()} to drain and end; does not wait for it. */
  @Override
  public void close() {
    stop.request();
  }
}

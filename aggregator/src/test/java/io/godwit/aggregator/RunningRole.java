package io.godwit.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.run.RunWatch;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunFinish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;

/** An aggregator on a thread of its own. */
final class RunningRole implements AutoCloseable {

  private final Cluster cluster;
  private final String name;
  private final AggregatorRole role;
  private final Thread thread;
  private final AtomicReference<Throwable> thrown = new AtomicReference<>();

  RunningRole(Cluster cluster, String job, String name, Path folder) {
    this.cluster = cluster;
    this.name = name;
    role =
        new AggregatorRole(
            cluster,
            job,
            name,
            folder.resolve("reports"),
            folder.resolve(name),
            Instruments.unobserved());
    thread = Thread.ofPlatform().name(name).start(this::run);
  }

  AggregatorRole role() {
    return role;
  }

  /** How a run ended, as a status command would learn it. */
  RunFinish awaitFinish(JobEntry entry) throws Trouble {
    Topics topics = new Topics(entry.job());
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofAggregator(admin, topics, name);
    }
    try (RunWatch watch = RunWatch.open(cluster, topics, name)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> thrown.get() != null || watch.finished(entry.run()).isPresent());
      assertThat(thrown).hasValue(null);
      return watch.finished(entry.run()).orElseThrow();
    }
  }

  private void run() {
    try {
      role.run();
    } catch (Exception e) {
      thrown.set(e);
    }
  }

  /** As a signal would, without asking. */
  void interrupt() {
    thread.interrupt();
    awaitEnd();
  }

  /** The end of its thread. */
  void awaitEnd() {
    await().atMost(Duration.ofSeconds(60)).until(() -> !thread.isAlive());
  }

  @Override
  public void close() {
    role.close();
    awaitEnd();
  }
}

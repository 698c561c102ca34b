package io.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.RecordId;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spec.Job;
import io.godwit.common.wire.Receipt;
import io.godwit.testkit.fleet.Background;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.LagIsZero;
import io.godwit.worker.job.JobOpener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Workers in this process that write into a target in memory, and what is asked of them. */
final class Workers implements AutoCloseable {

  static final String BATCH = "{ from: 10, to: 300 }";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final List<Worker> all = new ArrayList<>();

  Workers(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A worker and the end of its run. */
  record Worker(WorkerRole role, CompletableFuture<Void> end) {
    void stop() {
      role.close();
      end.join();
    }
  }

  static Job job(String name, String batch) {
    return JobFile.parse(
        """
        job: %s
        source: { csv: people.csv, key: id }
        sink: { table: people, in: app, key: id }
        connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
        run: { partitions: 6, commit: 100ms, batch: %s }
        """
            .formatted(name, batch),
        "job.yaml");
  }

  WorkerRole role(Job job, String name, VersionedTarget into) {
    JobOpener opener = entry -> into.opened(job);
    return new WorkerRole(cluster, job.job(), name, opener, Instruments.unobserved());
  }

  Worker start(String job, String name, VersionedTarget into) {
    return start(job(job, BATCH), name, into);
  }

  Worker start(Job job, String name, VersionedTarget into) {
    WorkerRole role = role(job, name, into);
    Worker worker = new Worker(role, Background.run(role::run));
    all.add(worker);
    return worker;
  }

  private static Set<RecordId> ids(int from, int to) {
    Set<RecordId> ids = new HashSet<>();
    IntStream.range(from, to).forEach(i -> ids.add(new RecordId(i % 3, i / 3)));
    return ids;
  }

  static void awaitOutcomes(WorkTopic topic, String run, int records) {
    await().atMost(PATIENCE).until(() -> topic.outcomes(run).size() >= records);
  }

  /** Each record once, the newest version of each key, and no lag. */
  void booksBalance(WorkTopic topic, String run, int records, VersionedTarget written) {
    awaitOutcomes(topic, run, records);
    new LagIsZero()
        .check(new FinishedRun(cluster.bootstrap(), topic.topics().job(), Path.of(""), Set.of()));
    List<RecordId> ids = topic.outcomes(run).stream().map(Receipt.Entry::id).toList();
    assertThat(ids).hasSize(records);
    assertThat(new HashSet<>(ids)).isEqualTo(ids(0, records));
    for (int key = 0; key < WorkTopic.KEYS; key++) {
      long newest = records - 1 - Math.floorMod(records - 1 - key, WorkTopic.KEYS);
      assertThat(written.versions).containsEntry(Integer.toString(key), newest);
    }
  }

  @Override
  public void close() {
    all.forEach(worker -> worker.role().close());
  }
}

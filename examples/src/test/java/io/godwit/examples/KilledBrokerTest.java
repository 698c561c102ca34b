package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Target;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import io.godwit.files.FilesConnector;
import io.godwit.producer.ProducerRole;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.LagIsZero;
import io.godwit.worker.WorkerRole;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.step.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producer and worker over a real broker, into a map, while that broker is killed. */
class KilledBrokerTest {

  private static final int RECORDS = 300_000;
  private static final int BEFORE_THE_KILL = 2_000;
  private static final Topics TOPICS = new Topics("spine");

  @TempDir Path folder;

  private final Map<String, Document> target = new ConcurrentHashMap<>();
  private final CountDownLatch killed = new CountDownLatch(1);

  /** Lets no more in than some thousand records until the broker is killed. */
  private final class MapSink implements Sink {
    @Override
    public List<Answer> write(List<Write> batch) throws Trouble {
      List<Answer> outcomes = new ArrayList<>();
      for (Write write : batch) {
        target.put(write.record().key().text(), write.only());
        outcomes.add(Outcome.Written.WRITTEN);
      }
      try {
        if (target.size() > BEFORE_THE_KILL) {
          killed.await();
        }
      } catch (InterruptedException e) {
        throw new Trouble(ErrorCode.TARGET_BUSY, "interrupted", e);
      }
      return outcomes;
    }
  }

  private final class MapTarget implements Target {
    @Override
    public Sink sink(String unit, BareTexts bare) {
      return new MapSink();
    }

    @Override
    public int concurrency() {
      return 2;
    }

    @Override
    public void close() {}
  }

  private Job job() throws IOException {
    StringBuilder csv = new StringBuilder("id,name\n");
    for (int i = 0; i < RECORDS; i++) {
      csv.append(i).append(",name ").append(i).append('\n');
    }
    Files.writeString(folder.resolve("people.csv"), csv);
    return JobFile.parse(
        """
        job: spine
        source: { csv: people.csv, key: id, split: 100KB, max-record: 10KB }
        sink: { table: people, in: app, key: id }
        connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
        run: { partitions: 6 }
        """,
        "job.yaml");
  }

  private static JobEntry register(Cluster cluster, Path folder) throws Trouble {
    JobEntry entry = new JobEntry("spine", "run-1", "", folder.toString(), 0);
    try (Admin admin = cluster.admin();
        var producer = cluster.plainProducer()) {
      TopicSetup.ofJob(admin, TOPICS, 6);
      JobRegister.put(producer, entry);
    }
    return entry;
  }

  private WorkerRole worker(Cluster cluster, Job job) {
    return new WorkerRole(
        cluster,
        "spine",
        "worker-1",
        entry ->
            OpenedJob.of(
                job,
                Steps.compile(
                    job.steps(),
                    spec -> {
                      throw new IllegalStateException("no lookups here");
                    }),
                new MapTarget()),
        Instruments.unobserved());
  }

  @Test
  void aBrokerThatIsKilledCostsTimeAndNothingElse() throws Exception {
    Job job = job();
    try (EmbeddedStack stack = EmbeddedStack.start(folder.resolve("home"), Set.of(Part.BROKER))) {
      Cluster cluster = new Cluster(stack.bootstrap());
      JobEntry entry = register(cluster, folder);
      WorkerRole worker = worker(cluster, job);
      Thread working = Thread.ofPlatform().start(worker::run);
      ProducerRole producer =
          new ProducerRole(
              cluster,
              job,
              entry,
              new FilesConnector()
                  .open(
                      job.source(), new Opening(PlainConnections.none(), folder, RowEncoder::new)),
              Placement.bySourceKey(),
              Instruments.unobserved());
      Thread publishing = Thread.ofPlatform().start(producer::run);
      await().atMost(Duration.ofSeconds(60)).until(() -> target.size() > BEFORE_THE_KILL);
      awaitOpenTransaction(cluster, publishing);
      stack.kill(Part.BROKER);
      killed.countDown();
      // A client without its broker turns without rest, so the session has to end soon.
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> worker.waiting().orElse("").contains("broker"));
      stack.restart(Part.BROKER);
      List<String> ids = awaitOutcomes(cluster);
      assertThat(publishing.join(Duration.ofSeconds(60))).isTrue();
      new LagIsZero().check(new FinishedRun(stack.bootstrap(), "spine", folder, Set.of()));
      worker.close();
      assertThat(working.join(Duration.ofSeconds(60))).isTrue();
      assertThat(ids.size()).isEqualTo(RECORDS);
      assertThat(ids.stream().distinct().count()).isEqualTo(RECORDS);
      assertThat(target).hasSize(RECORDS);
    }
  }

  /**
   * Waits for a moment in which the producer's transaction has just begun and the worker has none.
   * A lone broker of 4.3.1 that is killed while it closes a transaction may lose its markers;
   * against that no client can do anything, and other brokers would keep leaders. Where the
   * producer is done before there is such a moment, it is the worker alone that is disturbed.
   */
  private static void awaitOpenTransaction(Cluster cluster, Thread producer) throws Exception {
    String publishing = TOPICS.producerTransactions();
    String settling = TOPICS.workerTransactions("worker-1");
    try (Admin admin = cluster.admin()) {
      await()
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            var now = admin.describeTransactions(List.of(publishing, settling)).all().get();
            long age =
                System.currentTimeMillis()
                    - now.get(publishing).transactionStartTimeMs().orElse(Long.MIN_VALUE / 2);
            TransactionState settled = now.get(settling).state();
            boolean open = now.get(publishing).state() == TransactionState.ONGOING && age < 200;
            return (open || !producer.isAlive())
                && (settled == TransactionState.COMPLETE_COMMIT
                    || settled == TransactionState.EMPTY);
          });
    }
  }

  private static List<String> awaitOutcomes(Cluster cluster) {
    List<String> ids = new ArrayList<>();
    try (TopicReader receipts = TopicReader.open(cluster, TOPICS.receipts())) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> {
            receipts.toEnd(message ->
                ReceiptCodec.decode(message.value()).entries().stream()
                    .map(entry -> entry.id().split() + "/" + entry.id().ordinal())
                    .forEach(ids::add));
            return ids.size() >= RECORDS;
          });
    }
    return ids;
  }
}

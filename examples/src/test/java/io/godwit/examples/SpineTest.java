package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Sink;
import io.godwit.common.wire.JobEntry;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import io.godwit.files.FilesConnector;
import io.godwit.producer.ProducerRole;
import io.godwit.worker.OpenedJob;
import io.godwit.worker.WorkerRole;
import io.godwit.worker.step.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producer and worker over a real broker, into a map. */
class SpineTest {

  private static final int RECORDS = 50_000;

  @TempDir Path folder;

  private final Map<String, Document> target = new ConcurrentHashMap<>();

  private final class MapSink implements Sink {
    @Override
    public List<Outcome> write(List<DataRecord> batch) {
      List<Outcome> outcomes = new ArrayList<>();
      for (DataRecord record : batch) {
        target.put(record.key().text(), record.fields());
        outcomes.add(Outcome.Written.WRITTEN);
      }
      return outcomes;
    }

    @Override
    public int concurrency() {
      return 2;
    }

    @Override
    public void close() {}
  }

  @Test
  void everyRecordArrivesAndHasOneReceipt() throws Exception {
    StringBuilder csv = new StringBuilder("id,name\n");
    for (int i = 0; i < RECORDS; i++) {
      csv.append(i).append(",name ").append(i).append('\n');
    }
    Files.writeString(folder.resolve("people.csv"), csv);
    Job job =
        JobFile.parse(
            """
            job: spine
            source: { csv: people.csv, key: id, split: 100KB }
            sink: { table: people, in: app, key: id }
            connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
            """,
            "job.yaml");
    try (EmbeddedStack stack = EmbeddedStack.start(folder.resolve("home"), Set.of(Part.BROKER))) {
      Cluster cluster = new Cluster(stack.bootstrap());
      Topics topics = new Topics("spine");
      JobEntry entry =
          new JobEntry("spine", "run-1", "", folder.toString(), System.currentTimeMillis());
      try (Admin admin = cluster.admin()) {
        TopicSetup.ofJob(admin, topics, 6);
      }
      try (var producer = cluster.plainProducer()) {
        JobRegister.put(producer, entry);
      }
      WorkerRole worker =
          new WorkerRole(
              cluster,
              "spine",
              "worker-1",
              e ->
                  new OpenedJob(
                      job,
                      Steps.compile(
                          job.steps(),
                          spec -> {
                            throw new IllegalStateException();
                          }),
                      new MapSink()));
      Thread working = Thread.ofPlatform().start(worker::run);
      new ProducerRole(
              cluster, job, entry, new FilesConnector().open(job.source(), folder).orElseThrow())
          .run();
      List<RecordId> ids = new ArrayList<>();
      try (TopicReader receipts = TopicReader.open(cluster, topics.receipts())) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> {
              receipts.toEnd(message ->
                  ReceiptCodec.decode(message.value()).entries().stream()
                      .map(Receipt.Entry::id)
                      .forEach(ids::add));
              assertThat(ids).hasSize(RECORDS);
            });
      }
      worker.close();
      working.join();
      assertThat(Set.copyOf(ids)).hasSize(RECORDS);
      assertThat(target).hasSize(RECORDS);
    }
  }
}

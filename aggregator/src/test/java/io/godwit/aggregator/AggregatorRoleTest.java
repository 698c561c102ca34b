package io.godwit.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.aggregator.report.Reporter;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.RecordDeletion;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Tally;
import io.godwit.common.run.Lag;
import io.godwit.common.run.RunView;
import io.godwit.common.run.RunWatch;
import io.godwit.common.wire.TotalKey;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.testkit.env.SharedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole role against a real broker. */
class AggregatorRoleTest {

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();

  @TempDir Path folder;

  @Test
  void anyAggregatorMakesTheSameReport() throws Exception {
    BROKER.topics("same", 3);
    try (PublishedRun run = new PublishedRun(cluster, "same", "r1", 3, 2000)) {
      try (RunningRole first = new RunningRole(cluster, "same", "first", folder)) {
        run.publishOutcomes(0, 70);
        first.interrupt();
      }
      run.publishOutcomes(1, 70);
      RunFinish finish;
      try (RunningRole again = new RunningRole(cluster, "same", "first", folder)) {
        run.publishOutcomes(2, 70);
        run.publishSplits();
        finish = again.awaitFinish(run.entry());
      }

      assertThat(finish.balanced()).isTrue();
      assertThat(finish.tally()).isEqualTo(new Tally(5280, 600, 60, 60));
      Map<String, String> report = filesOf(Path.of(finish.path()));
      assertThat(report.keySet())
          .containsExactly(
              "dropped.csv", "failed.csv", "migrated.csv", "report.html", "report.json");
      assertThat(report.get("migrated.csv").lines()).hasSize(5881);
      assertThat(report.get("dropped.csv").lines()).hasSize(61);
      assertThat(report.get("failed.csv").lines())
          .hasSize(61)
          .contains(
              "key-2/1277,\"data, part 2.csv:1279\",type,value-type,"
                  + "\"'n/a', which is no \"\"integer\"\"\",score,1,,open");
      try (RunningRole second = new RunningRole(cluster, "same", "second", folder.resolve("b"))) {
        RunFinish other = second.awaitFinish(run.entry());
        assertThat(filesOf(Path.of(other.path()))).isEqualTo(report);
      }
    }
  }

  @Test
  void aCompleteReportIsLeftAloneAndALostFileIsWrittenAgain() throws Exception {
    BROKER.topics("again", 3);
    try (PublishedRun run = new PublishedRun(cluster, "again", "r1", 1, 300)) {
      run.publishOutcomes(0, 100);
      run.publishSplits();
      Path report;
      try (RunningRole role = new RunningRole(cluster, "again", "a", folder)) {
        report = Path.of(role.awaitFinish(run.entry()).path());
      }
      Map<String, String> before = filesOf(report);
      Files.delete(report.resolve("failed.csv"));
      FileTime old = FileTime.fromMillis(1000);
      Files.setLastModifiedTime(report.resolve("report.json"), old);
      try (RunningRole role = new RunningRole(cluster, "again", "a", folder)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> !Files.getLastModifiedTime(report.resolve("report.json")).equals(old));
        assertThat(filesOf(report)).isEqualTo(before);

        Files.setLastModifiedTime(report.resolve("report.json"), old);
        // A later run is reported, so the aggregator has looked at its work after that touch.
        try (PublishedRun later = new PublishedRun(cluster, "again", "r2", 1, 300)) {
          later.publishOutcomes(0, 100);
          later.publishSplits();
          assertThat(role.awaitFinish(later.entry()).balanced()).isTrue();
        }
        assertThat(Files.getLastModifiedTime(report.resolve("report.json"))).isEqualTo(old);
      }
    }
  }

  @Test
  void recordsWithTwoOutcomesUnbalanceTheBooks() throws Exception {
    BROKER.topics("doubled", 3);
    try (PublishedRun run = new PublishedRun(cluster, "doubled", "r1", 2, 200);
        RunningRole role = new RunningRole(cluster, "doubled", "a", folder)) {
      run.publishOutcomes(0, 100);
      run.publishBatch(1, 0, 100);
      // The second half of the split has the first half's records: the numbers alone are right.
      run.publishBatch(1, 0, 100);
      run.publishSplits();

      RunFinish finish = role.awaitFinish(run.entry());

      assertThat(finish.balanced()).isFalse();
      assertThat(Files.readString(Path.of(finish.path(), "report.json")))
          .contains("split 1: not every record by name has exactly one outcome")
          .doesNotContain("split 0: ");
    }
  }

  @Test
  void aLostReceiptEndsTheRunUnbalancedAndItsReturnMendsThat() throws Exception {
    BROKER.topics("lost", 3);
    try (PublishedRun run = new PublishedRun(cluster, "lost", "r1", 1, 200);
        RunningRole role = new RunningRole(cluster, "lost", "a", folder)) {
      run.publishBatch(0, 0, 100);
      run.publishSplits();
      RunFinish finish = role.awaitFinish(run.entry());

      assertThat(finish.balanced()).isFalse();
      assertThat(Files.readString(Path.of(finish.path(), "report.json")))
          .contains("200 records were read, and 100 have an outcome");

      run.publishBatch(0, 100, 200);

      await().atMost(Duration.ofSeconds(60)).until(() -> role.awaitFinish(run.entry()).balanced());
    }
  }

  @Test
  void theLagIsWhatTheWorkersHaveNotCommitted() throws Exception {
    BROKER.topics("lagging", 3);
    Topics topics = new Topics("lagging");
    try (Admin admin = cluster.admin();
        KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      for (int i = 0; i < 10; i++) {
        producer.send(new ProducerRecord<>(topics.work(), i % 2, null, new byte[1])).get();
      }
      assertThat(Lag.ofWorkers(admin, topics).partitions()).isEqualTo(Map.of(0, 5L, 1, 5L, 2, 0L));

      admin
          .alterConsumerGroupOffsets(
              topics.workers(),
              Map.of(new TopicPartition(topics.work(), 1), new OffsetAndMetadata(4)))
          .all()
          .get();

      assertThat(Lag.ofWorkers(admin, topics).partitions()).isEqualTo(Map.of(0, 5L, 1, 1L, 2, 0L));
      assertThat(Lag.ofWorkers(admin, topics).total()).isEqualTo(6);
    }
  }

  /** What was yet to be read may be deleted by then, and the lists be short. */
  @Test
  void listsOfARunThatEndsWhileTheyAreWrittenTakeNobodysPlace() throws Exception {
    BROKER.topics("overtaken", 3);
    try (PublishedRun run = new PublishedRun(cluster, "overtaken", "r1", 1, 300)) {
      run.publishOutcomes(0, 100);
      run.publishSplits();
      Path report;
      try (RunningRole role = new RunningRole(cluster, "overtaken", "a", folder)) {
        report = Path.of(role.awaitFinish(run.entry()).path());
      }
      Map<String, String> whole = filesOf(report);
      Reporter reporter = new Reporter(cluster, folder.resolve("reports"), "b", () -> {});
      try (RunWatch watch = RunWatch.open(cluster, new Topics("overtaken"), "a");
          Admin admin = cluster.admin()) {
        RunView view = watch.view(run.entry());
        RecordDeletion.before(
            admin, Map.of(new TopicPartition(new Topics("overtaken").receipts(), 1), 1L));

        assertThat(reporter.write(view, () -> false)).isEmpty();
        assertThat(filesOf(report)).isEqualTo(whole);
        assertThat(reporter.write(view, () -> true).orElseThrow().balanced()).isFalse();
      }
    }
  }

  @Test
  void theTotalsOfARunGoWhenTheSecondAfterItIsCounted() throws Exception {
    BROKER.topics("in-a-row", 3);
    Topics topics = new Topics("in-a-row");
    // The last one's id comes before all others: it is begun by a clock that is behind.
    for (String id : List.of("r4", "r5", "r6", "r1")) {
      try (PublishedRun run = new PublishedRun(cluster, "in-a-row", id, 1, 300);
          RunningRole role = new RunningRole(cluster, "in-a-row", "a", folder)) {
        run.publishOutcomes(0, 100);
        run.publishSplits();
        RunFinish finish = role.awaitFinish(run.entry());
        assertThat(finish.balanced()).isTrue();
        assertThat(finish.tally().total()).isEqualTo(300);
      }
    }
    assertThat(totalsOf(topics)).containsExactly("r1", "r6");
  }

  /** The runs of which totals stand in the topic. */
  private Set<String> totalsOf(Topics topics) {
    Set<String> runs = new TreeSet<>();
    try (TopicReader reader = TopicReader.open(cluster, topics.totals("a"))) {
      reader.toEnd(message -> {
        if (message.value() != null) {
          runs.add(TotalKey.runOf(new String(message.key(), StandardCharsets.UTF_8)));
        }
      });
    }
    return runs;
  }

  private static Map<String, String> filesOf(Path report) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(report)) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.Markers;
import io.godwit.testkit.fleet.TopicEnds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many runs of one job, one after the other: what the last one meets in the topics is what the
 * second one met. With {@code -Dgodwit.long=true} there are 50.
 */
@ExtendWith(EmbeddedServers.class)
class RunsEndTest {

  private static final int RUNS = Boolean.getBoolean("godwit.long") ? 50 : 8;
  private static final int ROWS = 2000;

  /** What the commands say where some records have failed. */
  private static final int SOME_FAILED = 2;

  @TempDir Path folder;

  @Test
  void theLastOfManyRunsFindsNoMoreThanTheFirst(Environment environment) throws Exception {
    JobFolder job = create(environment, "run: { partitions: 4, commit: 100ms }\n");
    Left left = new Left(new Cluster(environment.bootstrap()), new Topics(job.name()));
    List<Map<String, Long>> standing = new ArrayList<>();
    for (int run = 1; run <= RUNS; run++) {
      JobFolder.Ended ended = job.run();
      assertThat(ended.exit()).as(ended.output()).isEqualTo(SOME_FAILED);
      assertThat(job.listed("migrated.csv")).hasSize(ROWS - 2);
      assertThat(job.listed("failed.csv")).hasSize(2);
      assertThat(left.runs())
          .as("run %s", run)
          .containsOnly(
              Map.entry("work", 1),
              Map.entry("receipts", 1),
              Map.entry("splits", 1),
              Map.entry("failed", run),
              Map.entry("totals", Math.min(run, 2)));
      standing.add(left.standing());
    }
    for (String topic : standing.getFirst().keySet()) {
      List<Long> records = standing.stream().map(run -> run.get(topic)).toList();
      assertThat(Collections.max(records))
          .as("records of %s after each run: %s", topic, records)
          .isLessThan(3 * Collections.min(records));
    }
    job.job(yaml("run: { partitions: 4, commit: 100ms, keep: 0s }\n"));
    assertThat(job.run().exit()).isEqualTo(SOME_FAILED);
    assertThat(left.runs()).as("dead letters are not kept any more").containsEntry("failed", 1);
    assertThat(job.listed("failed.csv")).hasSize(2);
  }

  private JobFolder create(Environment environment, String run) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "nightly");
    StringBuilder csv = new StringBuilder("id,name\n");
    for (int id = 0; id < ROWS - 2; id++) {
      csv.append(id).append(",name of ").append(id).append('\n');
    }
    csv.append("one,that is no number\n").append("another,\n");
    job.file("rows.csv", csv.toString()).job(yaml(run));
    job.sql("create table t (id int primary key, name text)");
    return job;
  }

  private static String yaml(String run) {
    return StartChecks.JOB + run;
  }

  /** What stands in a job's topics. */
  private record Left(Cluster cluster, Topics topics) {

    private static final String TOTALS = "aggregator";

    /** Of how many runs whoever reads a topic from its beginning meets something. */
    Map<String, Integer> runs() {
      Map<String, Integer> runs = new TreeMap<>();
      WorkReader work = new WorkReader();
      runs.put("work", runs(topics.work(), m -> work.read(m).orElseThrow().run()));
      runs.put("receipts", runs(topics.receipts(), m -> ReceiptCodec.summary(m.value()).run()));
      runs.put("failed", runs(topics.failed(), m -> DeadLetters.read(m).orElseThrow().run()));
      runs.put("splits", runs(topics.splits(), Left::runOfKey));
      runs.put("totals", runs(topics.totals(TOTALS), Left::runOfKey));
      return runs;
    }

    private int runs(String topic, Function<ConsumerRecord<byte[], byte[]>, String> runOf) {
      Markers.await(cluster, topic);
      Set<String> runs = new TreeSet<>();
      try (TopicReader reader = TopicReader.open(cluster, topic)) {
        reader.toEnd(message -> {
          if (message.value() != null) {
            runs.add(runOf.apply(message));
          }
        });
      }
      return runs.size();
    }

    private static String runOfKey(ConsumerRecord<byte[], byte[]> message) {
      return new String(message.key(), StandardCharsets.UTF_8).split("/", 2)[0];
    }

    /** How many records, markers among them, each topic holds in which no ended run stays. */
    Map<String, Long> standing() throws Exception {
      Map<String, Long> standing = new TreeMap<>();
      for (String topic : List.of(topics.work(), topics.receipts(), topics.splits())) {
        standing.put(topic, standing(topic));
      }
      return standing;
    }

    private long standing(String topic) throws Exception {
      try (Admin admin = cluster.admin()) {
        Map<TopicPartition, Long> ends =
            TopicEnds.of(admin, topic, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, OffsetSpec> begins = new HashMap<>();
        ends.keySet().forEach(partition -> begins.put(partition, OffsetSpec.earliest()));
        long begin =
            admin.listOffsets(begins).all().get().values().stream()
                .mapToLong(found -> found.offset())
                .sum();
        return ends.values().stream().mapToLong(Long::longValue).sum() - begin;
      }
    }
  }
}

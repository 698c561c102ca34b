package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fault.SmallDisk;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.fleet.Scrape;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a role waits for is on its line, in the status, on the page and in the metrics. */
@ExtendWith(EmbeddedServers.class)
class ToldWaitsTest {

  private static final Duration PATIENCE = FleetRun.PATIENCE;

  @TempDir Path folder;

  @Test
  void aTargetThatDoesNotAnswerIsToldEverywhere(Environment environment) throws Exception {
    try (HeldJob job = HeldJob.create(environment, folder, "held");
        GodwitProcess run = job.start("run", "--listen", "0")) {
      HeldJob.awaitWords(run, "waiting: ", "target-awaited", "worker-1", "worker-2");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(job.output("status")).contains("waiting  worker worker-1: target-"));
      assertThat(job.output("status", "--json")).contains("\"waits\":[\"worker ");
      assertThat(Scrape.of(run).sum("godwit_waiting", "target-awaited").orElse(0)).isPositive();
      assertThat(page(run)).contains("target-awaited");
      job.letGo();
      assertThat(run.await(PATIENCE)).as(run.output()).isZero();
    }
  }

  /** What the page is told first. */
  private static String page(GodwitProcess process) throws Exception {
    URI events = process.listening().orElseThrow().resolve("/events");
    try (InputStream stream = events.toURL().openStream()) {
      return new String(stream.readNBytes(1500), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aTopicThatIsGoneIsNamedAndARerunSaysWhatIsLost(Environment environment) throws Exception {
    try (HeldJob job = HeldJob.create(environment, folder, "gone", HeldJob.ROWS - 1)) {
      String receipts = new Topics("gone").receipts();
      try (GodwitProcess run = job.start("run");
          Admin admin = new Cluster(environment.bootstrap()).admin()) {
        awaitReceipts(job);
        HeldJob.awaitWords(run, "target-");
        admin.deleteTopics(List.of(receipts)).all().get();
        HeldJob.awaitWords(run, "topic-gone: the topic " + receipts + " is gone");
        assertThat(job.output("status")).contains("topic-gone", receipts, "--new");
        job.letGo();
        run.terminate();
        assertThat(run.await(PATIENCE)).isEqualTo(130);
        JobFolder.Ended again = JobFolder.await(job.start("run"));
        assertThat(again.exit()).as(again.output()).isEqualTo(5);
        assertThat(again.output()).contains("the books DO NOT BALANCE", " 0 failed");
        try (Connection target = job.folder().connect();
            Statement statement = target.createStatement();
            ResultSet row = statement.executeQuery("select count(*) from t")) {
          assertThat(row.next()).isTrue();
          assertThat(row.getInt(1)).isEqualTo(HeldJob.ROWS);
        }
      }
    }
  }

  /** Three partitions of the four settle: what is lost with the topic is what this test is of. */
  private static void awaitReceipts(HeldJob job) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> assertThat(job.output("status", "--json")).containsPattern("\"written\":[1-9]"));
  }

  @Test
  void rolesThatAreNotThereAreNamed(Environment environment) throws Exception {
    try (HeldJob job = HeldJob.create(environment, folder, "lonely");
        GodwitProcess producer = job.start("producer")) {
      assertThat(producer.await(PATIENCE)).as(producer.output()).isZero();
      assertThat(job.output("status"))
          .contains("worker-awaited", "godwit worker JOB")
          .contains("aggregator-awaited", "godwit aggregator JOB");
      try (GodwitProcess aggregator = job.start("aggregator", "--listen", "0")) {
        HeldJob.awaitWords(aggregator, "listening on");
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(page(aggregator)).contains("worker-awaited"));
        try (GodwitProcess worker = job.start("worker", "--name", "w")) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(() ->
                  assertThat(page(aggregator))
                      .as("what another process waits for")
                      .contains("worker w: target-awaited")
                      .doesNotContain("worker-awaited"));
          assertThat(worker.kill()).isTrue();
          await("what a dead one said is forgotten")
              .atMost(PATIENCE)
              .untilAsserted(
                  () -> assertThat(page(aggregator)).doesNotContain("worker w: target-awaited"));
        }
      }
    }
  }

  @Test
  void aFullDiskOfTheReportsIsNamedAndWaitedFor(Environment environment) throws Exception {
    try (HeldJob job = HeldJob.create(environment, folder, "full")) {
      Path reports = job.folder().home().resolve("reports");
      try (SmallDisk disk = SmallDisk.at(reports, "32k");
          GodwitProcess run = start(job, disk)) {
        job.letGo();
        HeldJob.awaitWords(run, "waiting: aggregator: disk: the disk of " + reports, "is full");
        disk.resize("4m");
        assertThat(run.await(PATIENCE)).as(run.output()).isZero();
      }
    }
  }

  private static GodwitProcess start(HeldJob job, SmallDisk disk) throws Exception {
    assumeThat(disk.isMounted()).as("a disk of 32 KB can be mounted here").isTrue();
    return job.start("run");
  }
}

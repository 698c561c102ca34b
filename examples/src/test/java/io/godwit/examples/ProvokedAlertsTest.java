package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.env.Skip;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.fleet.TopicEnds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Provokes each alert once by a fault of a real fleet, watched by a real Prometheus. Every minute
 * of the rules is four seconds here; nothing else about them is changed. Prints what fired, and how
 * long after the fault.
 */
@ExtendWith(EmbeddedServers.class)
final class ProvokedAlertsTest {

  private static final Pattern MINUTES = Pattern.compile("(?<=for: |\\[)(\\d+)m\\b");
  private static final Duration LONGEST = Duration.ofMinutes(4);

  @TempDir private Path folder;

  @BeforeAll
  static void thereIsTimeAndPrometheus() {
    Skip.unless(
        ProvokedAlertsTest.class,
        Boolean.getBoolean("godwit.long"),
        "takes 5 minutes; -Dgodwit.long=true runs it");
    Prometheus.assumeThere();
  }

  @Test
  void theTargetIsShutWhileTheProducerPublishes(Environment environment) throws Exception {
    Submissions job = create(environment, "shut", 170_000, "partitions: 8, expected: 1s");
    multiply(job, 16);
    try (Prometheus prometheus = prometheus();
        Brake brake = Brake.on(job);
        WatchedFleet fleet = new WatchedFleet(job, Optional.of(prometheus))) {
      Pulse producer = new Pulse(fleet);
      fleet.aggregator();
      fleet.worker("worker-1");
      fleet.producer();
      Expected late = new Expected("`run.expected: 1s`", Set.of("GodwitRunLate"));
      await(prometheus, late, producer);
      // The average must be of something before it can be missed.
      producer.beats(10);
      brake.shut();
      Expected all =
          new Expected(
              "target refuses every batch, producer goes on",
              Set.of("GodwitWaiting", "GodwitNoProgress", "GodwitSlow", "GodwitLagGrowing"));
      await(prometheus, all, producer);
      assertThat(prometheus.firing().get("GodwitWaiting").at("/labels/code").asString())
          .isEqualTo("target-unreachable");
      brake.open();
      fleet.process("producer").wake();
      Awaitility.await("all is well again")
          .atMost(LONGEST)
          .until(() ->
              !prometheus.now("godwit_run_balanced == 1").isEmpty()
                  && prometheus.firing().isEmpty());
    }
  }

  @Test
  void everyTenthRowOfTheSourceIsSpoilt(Environment environment) throws Exception {
    Submissions job = create(environment, "spoilt", 20_000, "partitions: 4");
    List<String> lines = new ArrayList<>(Files.readAllLines(job.data()));
    for (int line = 10; line < lines.size(); line += 10) {
      lines.set(line, lines.get(line).replaceFirst("^\\d+", "99999999"));
    }
    Files.write(job.data(), lines);
    try (Prometheus prometheus = prometheus();
        WatchedFleet fleet = new WatchedFleet(job, Optional.of(prometheus))) {
      fleet.aggregator();
      fleet.worker("worker-1");
      fleet.producer();
      await(prometheus, new Expected("every tenth row fails", Set.of("GodwitFailures")), fleet);
    }
  }

  @Test
  void workersHaveTooLittleMemory(Environment environment) throws Exception {
    // With much to do they would spend all their time in collections and answer nobody.
    starve(
        create(environment, "small", 900, "partitions: 4"),
        List.of("-Xmx22m", "-Xmx23m", "-Xmx24m"),
        new Expected("workers with heaps of 22 to 24 MB", Set.of("GodwitMemory")));
  }

  @Test
  void aWorkerHasTooLittleProcessor(Environment environment) throws Exception {
    Submissions job = create(environment, "weak", 170_000, "partitions: 24");
    multiply(job, 8);
    starve(
        job,
        List.of("-Xint -XX:ActiveProcessorCount=1 -Djdk.virtualThreadScheduler.parallelism=4"),
        new Expected("a worker with one processor and no compiler", Set.of("GodwitCpu")));
  }

  private void starve(Submissions job, List<String> options, Expected expected) throws Exception {
    try (Prometheus prometheus = prometheus();
        WatchedFleet fleet = new WatchedFleet(job, Optional.of(prometheus))) {
      fleet.aggregator();
      fleet.producer();
      for (int i = 0; i < options.size(); i++) {
        fleet.worker("worker-" + i, options.get(i));
      }
      await(prometheus, expected, fleet);
    }
  }

  @Test
  void receiptsAreLostBeforeAnybodyCountsThem(Environment environment) throws Exception {
    Submissions job = create(environment, "lost", 900, "partitions: 4");
    try (Prometheus prometheus = prometheus();
        WatchedFleet fleet = new WatchedFleet(job, Optional.of(prometheus))) {
      fleet.worker("worker-1");
      fleet.producer();
      Expected blind = new Expected("there is no aggregator", Set.of("GodwitNoAggregator"));
      await(prometheus, blind, fleet);
      Awaitility.await("all is settled")
          .atMost(LONGEST)
          .until(() -> !prometheus.now("sum(godwit_worker_records_total) == 900").isEmpty());
      deleteReceipts(environment, job.name());
      fleet.aggregator();
      Expected wrong = new Expected("receipts deleted", Set.of("GodwitBooksNotBalanced"));
      await(prometheus, wrong, fleet);
    }
  }

  private static void deleteReceipts(Environment environment, String job) throws Exception {
    String topic = new Topics(job).receipts();
    try (Admin admin = new Cluster(environment.bootstrap()).admin()) {
      Map<TopicPartition, RecordsToDelete> gone = new HashMap<>();
      TopicEnds.of(admin, topic, IsolationLevel.READ_UNCOMMITTED)
          .forEach((partition, end) -> gone.put(partition, RecordsToDelete.beforeOffset(end / 2)));
      admin.deleteRecords(gone).all().get();
    }
  }

  private Submissions create(Environment environment, String name, int records, String run)
      throws Exception {
    return Submissions.create(
        environment,
        folder,
        name,
        records,
        "{ batch: { from: 10, to: 200 }, commit: 100ms, " + run + " }");
  }

  /** Writes the rows so many times; the keys are the same, which a run bears. */
  private static void multiply(Submissions job, int times) throws IOException {
    List<String> lines = Files.readAllLines(job.data());
    List<String> all = new ArrayList<>(lines);
    for (int i = 1; i < times; i++) {
      all.addAll(lines.subList(1, lines.size()));
    }
    Files.write(job.data(), all);
  }

  private Prometheus prometheus() throws IOException {
    return Prometheus.start(
        Files.createTempDirectory(folder, "prometheus"),
        rules ->
            MINUTES.matcher(rules).replaceAll(found -> 4 * Integer.parseInt(found.group(1)) + "s"));
  }

  private record Expected(String fault, Set<String> alerts) {}

  /** What goes on while an alert is awaited. */
  private interface Beat {
    void once() throws IOException;
  }

  private void await(Prometheus prometheus, Expected expected, WatchedFleet fleet) {
    await(prometheus, expected, fleet::pages);
  }

  private void await(Prometheus prometheus, Expected expected, Beat beat) {
    Instant begin = Instant.now();
    Set<String> missing = new TreeSet<>(expected.alerts());
    Awaitility.await(missing + " because " + expected.fault())
        .atMost(LONGEST)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          beat.once();
          prometheus
              .firing()
              .forEach((name, alert) -> {
                if (missing.remove(name)) {
                  // A label that is missing, or a template that fails, shows there.
                  assertThat(alert.get("annotations").toString()).doesNotContain("<", "{{");
                  long seconds = Duration.between(begin, Instant.now()).toSeconds();
                  System.out.printf("| %s | %d s | %s |%n", name, seconds, expected.fault());
                }
              });
          return missing.isEmpty();
        });
  }

  /** A producer that publishes a little at a time: a source that is slow, and never done. */
  private record Pulse(WatchedFleet fleet) implements Beat {

    private static final Duration AWAKE = Duration.ofMillis(150);

    @Override
    public void once() throws IOException {
      GodwitProcess producer = fleet.process("producer");
      // Whoever is frozen does not answer, and holds up whoever asks.
      producer.wake();
      pause(AWAKE);
      fleet.pages();
      if (producer.output().contains("publishes run")) {
        producer.freeze();
      }
    }

    void beats(int seconds) {
      Instant end = Instant.now().plusSeconds(seconds);
      Awaitility.await("some beats")
          .atMost(LONGEST)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> {
            once();
            return Instant.now().isAfter(end);
          });
    }

    private static void pause(Duration time) {
      Awaitility.await().pollDelay(time).until(() -> true);
    }
  }
}

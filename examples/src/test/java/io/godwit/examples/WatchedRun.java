package io.godwit.examples;

import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run of the example that is watched from its begin to its end: by one worker, by four, by one
 * again, with a target that is slow and for a while shut.
 *
 * @param start when it began
 * @param end when its report was there and Prometheus knew; all roles were alive
 * @param seen every line that any role has ever shown at {@code /metrics}, without its value
 * @param report what the run's {@code report.json} says
 * @param prometheus what Prometheus knows of it; empty where there is none
 */
record WatchedRun(
    Instant start, Instant end, Set<String> seen, JsonNode report, Optional<Prometheus> prometheus)
    implements AutoCloseable {

  static final String JOB = "watched";

  private static final int RECORDS = 40_000;

  static WatchedRun carryOut(Environment environment, Path folder) throws Exception {
    Submissions job =
        Submissions.create(
            environment,
            folder,
            JOB,
            RECORDS,
            "{ batch: { from: 10, to: 200 }, commit: 100ms, partitions: 8, expected: 1s, verify:"
                + " full }");
    Optional<Prometheus> prometheus = prometheus(folder.resolve("prometheus"));
    Instant start = Instant.now();
    Set<String> seen = new HashSet<>();
    try (Brake brake = Brake.on(job);
        WatchedFleet fleet = new WatchedFleet(job, prometheus)) {
      brake.slow(0.2);
      fleet.aggregator();
      // A compiled one has published so little before Prometheus has looked twice.
      fleet.producer("-Xint");
      fleet.worker("worker-1");
      Watch watch = new Watch(fleet, seen);
      watch.await("godwit_run_records", RECORDS / 6);
      for (String more : List.of("worker-2", "worker-3", "worker-4")) {
        fleet.worker(more);
      }
      watch.await("godwit_job_workers", 4);
      brake.shut();
      watch.await("godwit_waiting", 1);
      brake.open();
      watch.await("godwit_run_records", RECORDS / 2);
      for (String leaving : List.of("worker-2", "worker-3", "worker-4")) {
        fleet.stop(leaving);
      }
      watch.await("godwit_run_ended", 1);
      prometheus.ifPresent(WatchedRun::awaitEnd);
      JsonNode report = JsonMapper.shared().readTree(Files.readString(fleet.report()));
      return new WatchedRun(start, Instant.now(), seen, report, prometheus);
    }
  }

  private static Optional<Prometheus> prometheus(Path folder) throws IOException {
    return Prometheus.isThere()
        ? Optional.of(Prometheus.start(Files.createDirectories(folder), UnaryOperator.identity()))
        : Optional.empty();
  }

  /** Until Prometheus has seen the end as well: it looks once a second. */
  private static void awaitEnd(Prometheus prometheus) {
    Awaitility.await("Prometheus sees the end")
        .atMost(Duration.ofSeconds(60))
        // Whole seconds are asked for later, and the last of them is to be such a one.
        .during(Duration.ofSeconds(2))
        .until(() ->
            !prometheus.now("godwit_run_ended == 1 and godwit_run_balanced == 1").isEmpty()
                && !prometheus.now("godwit_job_lag == 0").isEmpty());
  }

  /** Looks at all roles until something is so. */
  private record Watch(WatchedFleet fleet, Set<String> seen) {

    void await(String metric, double least) {
      Awaitility.await(metric + " reaches " + least)
          .atMost(FleetRun.PATIENCE)
          .pollInterval(Duration.ofMillis(250))
          .until(() -> look(metric) >= least);
    }

    private double look(String metric) throws IOException {
      double sum = 0;
      for (String page : fleet.pages()) {
        for (String line : page.lines().filter(any -> !any.startsWith("#")).toList()) {
          seen.add(line.substring(0, line.lastIndexOf(' ')));
          if (line.startsWith(metric + "{")) {
            sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
          }
        }
      }
      return sum;
    }
  }

  @Override
  public void close() {
    prometheus.ifPresent(Prometheus::close);
  }
}

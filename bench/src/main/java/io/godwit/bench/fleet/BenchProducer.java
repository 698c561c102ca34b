package io.godwit.bench.fleet;

import io.godwit.cli.fleet.Runs;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.prepare.Preflight;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.producer.ProducerRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The producer's command as a process that does it again for each line it is sent. */
final class BenchProducer {

  static final String READY = "ready";
  static final String RUN = "run ";
  static final String PUBLISHED = "published";

  private BenchProducer() {}

  /**
   * Runs until its input ends.
   *
   * @param arguments the job file and the home of the servers
   */
  public static void main(String[] arguments) throws IOException, Trouble {
    try (Servers servers = Servers.attach(Path.of(arguments[1]), Optional.empty());
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      servers.cluster().probe();
      Runs runs = new Runs(servers.cluster());
      JobSource job = JobSource.find(arguments[0], Optional.empty());
      runs.createTopics(job.job());
      System.out.println(READY);
      while (orders.readLine() != null) {
        publish(servers, runs, job);
      }
    }
  }

  private static void publish(Servers servers, Runs runs, JobSource job) throws Trouble {
    FleetOpener opener = new FleetOpener(System.getenv(), servers.embedded());
    try (Preflight preflight = Preflight.of(job, opener)) {
      JobEntry entry = Runs.entry(job);
      runs.register(entry, job.job());
      System.out.println(RUN + entry.run());
      try (ProducerRole role =
          new ProducerRole(
              servers.cluster(),
              job.job(),
              entry,
              preflight.source(),
              preflight.placing().placement(),
              Instruments.unobserved())) {
        role.run();
      }
    }
    System.out.println(PUBLISHED);
  }
}

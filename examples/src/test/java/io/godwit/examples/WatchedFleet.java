package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The roles of a job as processes that are watched: each serves its metrics, and Prometheus, where
 * there is one, is told of each. The aggregator stays after the run. For one thread.
 */
final class WatchedFleet implements AutoCloseable {

  private static final int SCRAPE_MILLIS = 2_000;

  private final Submissions job;
  private final Optional<Prometheus> prometheus;
  private final Map<String, GodwitProcess> processes = new LinkedHashMap<>();
  private final Map<String, String> services = new HashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();

  WatchedFleet(Submissions job, Optional<Prometheus> prometheus) {
    this.job = job;
    this.prometheus = prometheus;
  }

  void producer() throws IOException {
    start("producer", Map.of(), "producer");
  }

  /** A producer whose JVM gets options of its own. */
  void producer(String options) throws IOException {
    start("producer", Map.of("_JAVA_OPTIONS", options), "producer");
  }

  void aggregator() throws IOException {
    start("aggregator", Map.of(), "aggregator");
  }

  void worker(String name) throws IOException {
    start(name, Map.of(), "worker", "--name", name);
  }

  /** A worker whose JVM gets options of its own, which win over those of all processes. */
  void worker(String name, String options) throws IOException {
    start(name, Map.of("_JAVA_OPTIONS", options), "worker", "--name", name);
  }

  private void start(String name, Map<String, String> more, String... role) throws IOException {
    Map<String, String> variables = new HashMap<>(job.variables());
    variables.putAll(more);
    Path output = log(name);
    Files.deleteIfExists(output);
    List<String> command = new ArrayList<>(List.of(role));
    command.add(job.job().toString());
    command.addAll(List.of("--bootstrap", job.environment().bootstrap()));
    command.addAll(List.of("--home", home().toString(), "--listen", "127.0.0.1:0"));
    processes.put(name, GodwitProcess.start(job.job().getParent(), output, variables, command));
    services.put(name, role[0]);
  }

  private Path log(String name) {
    return job.job().resolveSibling(name + ".log");
  }

  private Path home() {
    return job.job().resolveSibling("home");
  }

  GodwitProcess process(String name) {
    return processes.get(name);
  }

  /** The report of the run. */
  Path report() throws IOException {
    return FleetRun.reports(home(), job.name()).resolve("report.json");
  }

  /** Asks a worker to stop, waits until it has, and lets Prometheus forget it. */
  void stop(String name) throws IOException {
    GodwitProcess process = processes.remove(name);
    process.terminate();
    if (process.await(Duration.ofMinutes(1)) != 0) {
      throw new IllegalStateException(name + " did not stop in good order:\n" + process.output());
    }
    forget(name);
  }

  /** Kills a process as {@code kill -9} does. */
  void kill(String name) throws IOException {
    GodwitProcess process = processes.remove(name);
    if (!process.kill()) {
      throw new IllegalStateException(name + " ended before it was killed:\n" + process.output());
    }
    forget(name);
  }

  private void forget(String name) throws IOException {
    services.remove(name);
    addresses.remove(name);
    tell();
  }

  /** The metrics of each process that answers, as it says them now. */
  List<String> pages() throws IOException {
    if (discover()) {
      tell();
    }
    List<String> pages = new ArrayList<>();
    for (String address : addresses.values()) {
      try {
        URLConnection connection =
            URI.create("http://" + address + "/metrics").toURL().openConnection();
        connection.setConnectTimeout(SCRAPE_MILLIS);
        connection.setReadTimeout(SCRAPE_MILLIS);
        try (var page = connection.getInputStream()) {
          pages.add(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        // A producer ends when all is published, and a worker that a test starves may die.
        assertThat(e).isInstanceOfAny(ConnectException.class, SocketTimeoutException.class);
      }
    }
    return pages;
  }

  /** Whether a process has said where it listens that had not before. */
  private boolean discover() {
    int before = addresses.size();
    processes.forEach((name, process) -> {
      if (!addresses.containsKey(name)) {
        process.listening().ifPresent(address -> addresses.put(name, address.getAuthority()));
      }
    });
    return addresses.size() > before;
  }

  private void tell() {
    Map<String, String> targets = new HashMap<>();
    addresses.forEach((name, address) -> targets.put(address, services.get(name)));
    prometheus.ifPresent(open -> {
      try {
        open.targets(targets);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    processes.values().forEach(GodwitProcess::close);
  }
}

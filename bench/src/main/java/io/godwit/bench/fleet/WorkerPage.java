package io.godwit.bench.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * The metrics of a worker, as it serves them.
 *
 * @param client shared by all reads, as a scraper does
 * @param page where
 */
record WorkerPage(HttpClient client, URI page) implements AutoCloseable {

  /** The page of a process that said that it listens there. */
  static WorkerPage of(String listening) {
    return new WorkerPage(HttpClient.newHttpClient(), URI.create(listening).resolve("/metrics"));
  }

  /** All of it. */
  String read() throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
  }

  /** The sum of the lines of a metric. */
  double value(String metric) throws IOException, InterruptedException {
    return read()
        .lines()
        .filter(line -> line.startsWith(metric))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    client.close();
  }
}

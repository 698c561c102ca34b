package io.godwit.examples;

import io.godwit.testkit.env.Skip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus with the scrape configuration and the rules of {@code deploy/prometheus}: only
 * the targets come from a file, and the intervals are a second. For one thread.
 */
final class Prometheus implements AutoCloseable {

  private final Process process;
  private final Path folder;
  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();

  private Prometheus(Process process, Path folder, String url) {
    this.process = process;
    this.folder = folder;
    this.url = url;
  }

  /** Whether this machine has it. */
  static boolean isThere() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(Path::of)
        .anyMatch(place ->
            Files.isExecutable(place.resolve("prometheus"))
                && Files.isExecutable(place.resolve("promtool")));
  }

  /** Skips the test where it is missing. */
  static void assumeThere() {
    Skip.unless(
        Prometheus.class,
        isThere(),
        "prometheus and promtool are not on the PATH (Debian: apt install prometheus)");
  }

  /**
   * Starts one without targets.
   *
   * @param folder for its files
   * @param rules what to change in the rules
   */
  static Prometheus start(Path folder, UnaryOperator<String> rules) throws IOException {
    Files.writeString(folder.resolve("prometheus.yml"), configuration());
    Files.writeString(
        folder.resolve("rules.yml"),
        rules.apply(Files.readString(Monitoring.PROMETHEUS.resolve("rules.yml"))));
    Files.writeString(folder.resolve("targets.json"), "[]");
    String address = "127.0.0.1:" + freePort();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Prometheus prometheus = new Prometheus(process, folder, "http://" + address);
    Awaitility.await("Prometheus is ready")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> prometheus.get("/-/ready").statusCode() == 200);
    return prometheus;
  }

  private static String configuration() throws IOException {
    return Files.readString(Monitoring.PROMETHEUS.resolve("prometheus.yml"))
        .replaceAll("_interval: 5s", "_interval: 1s")
        .replaceFirst(
            "(?s)dns_sd_configs:.*?(?=\n    \\w)",
            "file_sd_configs: [{ files: [targets.json], refresh_interval: 1s }]");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Scrapes these from now on: addresses, each with its service as Compose names it. */
  void targets(Map<String, String> services) throws IOException {
    List<Object> targets = new ArrayList<>();
    services.forEach((address, service) ->
        targets.add(
            Map.of("targets", List.of(address), "labels", Map.of("__meta_dns_name", service))));
    Path draft = folder.resolve("targets.draft");
    JsonMapper.shared().writeValue(draft.toFile(), targets);
    Files.move(draft, folder.resolve("targets.json"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The answer to an expression now: each line's labels and value. */
  List<JsonNode> now(String promQl) {
    return result("/api/v1/query?query=" + encoded(promQl));
  }

  /** The answer to an expression at each second between two moments: each line's values. */
  List<JsonNode> between(Instant from, Instant to, String promQl) {
    return result(
        "/api/v1/query_range?query=%s&start=%s&end=%s&step=1"
            .formatted(encoded(promQl), from.getEpochSecond(), to.getEpochSecond()));
  }

  /** The answer to an expression at a moment: each line's labels and value. */
  List<JsonNode> at(Instant moment, String promQl) {
    return result(
        "/api/v1/query?query=%s&time=%s".formatted(encoded(promQl), moment.getEpochSecond()));
  }

  /** The alerts that fire, by name, each with its annotations. */
  Map<String, JsonNode> firing() {
    Map<String, JsonNode> firing = new LinkedHashMap<>();
    for (JsonNode alert : json("/api/v1/alerts").at("/data/alerts")) {
      if (alert.at("/state").asString().equals("firing")) {
        firing.put(alert.at("/labels/alertname").asString(), alert);
      }
    }
    return firing;
  }

  private List<JsonNode> result(String path) {
    return json(path).at("/data/result").valueStream().toList();
  }

  private JsonNode json(String path) {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> get(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Prometheus", e);
    }
  }

  private static String encoded(String promQl) {
    return URLEncoder.encode(promQl, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    client.close();
  }
}

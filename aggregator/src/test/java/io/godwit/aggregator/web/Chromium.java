package io.godwit.aggregator.web;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real browser without a window, told what to do over the DevTools protocol. */
final class Chromium implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  /** Where one is installed. */
  static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder ->
            Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it with an empty page and a folder of its own. */
  Chromium(Path binary, Path profile) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
                binary.toString(),
                "--headless=new",
                // Its sandbox refuses root, which is what tests in a container run as.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile());
    // It leaves things there, and the profile holds a link to them.
    command.environment().put("TMPDIR", profile.getParent().toString());
    process = command.start();
    Path port = profile.resolve("DevToolsActivePort");
    await().atMost(PATIENCE).until(() -> Files.exists(port) && Files.readAllLines(port).size() > 1);
    URI tabs = URI.create("http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list");
    await().atMost(PATIENCE).until(() -> tab(tabs).isPresent());
    socket = http.newWebSocketBuilder().buildAsync(tab(tabs).orElseThrow(), new Ears()).get();
    for (String domain : List.of("Page", "Runtime", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  private Optional<URI> tab(URI tabs) throws IOException, InterruptedException {
    String all = http.send(HttpRequest.newBuilder(tabs).build(), BodyHandlers.ofString()).body();
    for (JsonNode tab : JSON.readTree(all)) {
      if (tab.path("type").asString().equals("page")) {
        return Optional.of(URI.create(tab.path("webSocketDebuggerUrl").asString()));
      }
    }
    return Optional.empty();
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        hear(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(part);
    }
  }

  private void hear(JsonNode message) {
    if (message.has("id")) {
      calls.remove(message.path("id").asInt()).complete(message);
    } else {
      events.add(message);
    }
  }

  JsonNode call(String method, Map<String, Object> parameters) throws Exception {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    JsonNode message = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (message.has("error")) {
      throw new IOException(method + ": " + message.path("error"));
    }
    return message.path("result");
  }

  /** The value of an expression in the page, as text. */
  String ask(String expression) throws Exception {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    return result.path("result").path("value").asString();
  }

  void open(String address) throws Exception {
    call("Page.navigate", Map.of("url", address));
  }

  void size(int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  void scheme(String lightOrDark) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", lightOrDark))));
  }

  /** The whole page as it looks now, as a PNG. */
  byte[] picture() throws Exception {
    JsonNode shot =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    return Base64.getDecoder().decode(shot.path("data").asString());
  }

  /** What has happened of a kind. */
  List<JsonNode> events(String method) {
    return events.stream().filter(event -> event.path("method").asString().equals(method)).toList();
  }

  @Override
  public void close() {
    // The command may be a script that started the browser.
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    await().atMost(PATIENCE).until(() -> !process.isAlive() && process.descendants().count() == 0);
    http.close();
  }
}

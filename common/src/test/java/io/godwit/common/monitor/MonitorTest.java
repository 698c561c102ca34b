package io.godwit.common.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.metrics.Meters;
import io.godwit.common.metrics.Metric;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorTest {

  private final Meters meters = new Meters();
  private final AtomicLong nanos = new AtomicLong();
  private final Health first = new Health(nanos::get);
  private final Health second = new Health(nanos::get);
  private final Monitor monitor =
      Monitor.start(
          ListenAddress.parse("0"),
          meters,
          List.of(first, second),
          Map.of(
              "/page",
              e -> Monitor.answer(e, 200, "text/html", "page".getBytes(StandardCharsets.UTF_8))));

  @AfterEach
  void close() {
    monitor.close();
  }

  private HttpResponse<String> ask(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + monitor.port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void metricsAreServed() throws Exception {
    meters.counter(Metric.PRODUCER_RECORDS, "a").inc(3);
    HttpResponse<String> answer = ask("GET", "/metrics?name[]=%7B%22");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(answer.body()).contains("godwit_producer_records_total{job=\"a\"} 3.0\n");
  }

  @Test
  void readyIsWhenAllRolesAre() throws Exception {
    first.ready(true);
    assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
    second.ready(true);
    assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(200);
    second.ready(false);
    assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
    assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aRoleThatGivesNoSignIsNotLive() throws Exception {
    first.ready(true);
    second.ready(true);
    nanos.addAndGet(Health.SILENCE.toNanos());
    first.sign();
    assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(503);
    assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
    second.sign();
    assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/metrics/x", "/metricsx", "/health", "/%00", "/..%2f..%2fetc/passwd", "/%ff"})
  void whatIsNotThereIs404(String path) throws Exception {
    assertThat(ask("GET", path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE", "TRACE", "NONSENSE"})
  void onlyGetIsAnswered(String method) throws Exception {
    assertThat(ask(method, "/metrics").statusCode()).isEqualTo(405);
    assertThat(ask(method, "/page").statusCode()).isEqualTo(405);
  }

  @Test
  void garbageEndsItsOwnConnectionOnly() throws Exception {
    for (String garbage :
        List.of("\0\1\2\r\n\r\n", "GET\r\n\r\n", "GET http://[ HTTP/1.1\r\n\r\n")) {
      assertThat(send(garbage)).doesNotStartWith("HTTP/1.1 2");
    }
    assertThat(ask("GET", "/page").body()).isEqualTo("page");
  }

  @Test
  void aPageOfAnotherNameReadsNothing() throws IOException {
    for (String host :
        List.of("evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example")) {
      assertThat(send("GET /page HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 403")
          .doesNotEndWith("page");
    }
    for (String host : List.of("localhost:80", "127.0.0.1", "[::1]:80", "LOCALHOST")) {
      assertThat(send("GET /page HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
    }
  }

  private String send(String raw) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", monitor.port())) {
      socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void anAddressThatIsTakenIsNamed() {
    ListenAddress taken = new ListenAddress("127.0.0.1", monitor.port());
    assertThatThrownBy(() -> Monitor.start(taken, meters, List.of(), Map.of()))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ADDRESS_TAKEN))
        .hasMessageContaining("cannot listen on " + taken);
  }

  @Test
  void withoutAHostItIsThisMachineOnly() {
    assertThat(ListenAddress.parse("9464")).isEqualTo(new ListenAddress("127.0.0.1", 9464));
    assertThat(ListenAddress.parse("0.0.0.0:9464")).isEqualTo(new ListenAddress("0.0.0.0", 9464));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":9464", "host", "host:", "1:65536", "1:-1", "1:99999999999", "x:y"})
  void anAddressIsReadOrRefused(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("--listen " + text + " is no [HOST:]PORT");
  }
}

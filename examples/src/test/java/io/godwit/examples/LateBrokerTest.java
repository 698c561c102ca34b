package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.fleet.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles that are started before their broker, and told to stop before they have begun. */
final class LateBrokerTest {

  /** No server listens there: port 1 is reserved. And no name ends so (RFC 2606). */
  private static final List<String> NOWHERE = List.of("127.0.0.1:1", "kafka.invalid:9092");

  private static final Map<String, Integer> STOPPED =
      Map.of("producer", 130, "worker", 0, "aggregator", 0);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What a command is given before it is told to give up; a stop in order takes a tenth of it. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private Path job;

  @BeforeEach
  void job() throws IOException {
    Files.writeString(folder.resolve("rows.csv"), "id\n1\n");
    job =
        Files.writeString(
            folder.resolve("job.yaml"),
            "job: late\n" + StartChecks.JOB.replace("${env:APP_URL}", "jdbc:postgresql://x/y"));
  }

  private GodwitProcess start(String role, String bootstrap, String... more) {
    List<String> all = new ArrayList<>(List.of(role, job.toString(), "--bootstrap", bootstrap));
    all.addAll(List.of("--home", folder.resolve("home").toString(), "--listen", "0"));
    all.addAll(List.of(more));
    String log = role + "-" + bootstrap.replace(':', '-') + ".log";
    return GodwitProcess.start(folder, folder.resolve(log), Map.of(), all);
  }

  private static int ask(GodwitProcess process, String page) throws Exception {
    URI uri = process.listening().orElseThrow().resolve(page);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void aRoleWaitsSaysSoAndEndsAtOnceWhenAsked() throws Exception {
    for (String nowhere : NOWHERE) {
      for (Map.Entry<String, Integer> role : STOPPED.entrySet()) {
        try (GodwitProcess process = start(role.getKey(), nowhere)) {
          await()
              .atMost(PATIENCE)
              .until(() -> process.output().contains("waiting: no Kafka broker answers at"));
          assertThat(process.output()).contains(nowhere);
          assertThat(ask(process, "/health/live")).isEqualTo(200);
          assertThat(ask(process, "/health/ready")).isEqualTo(503);
          assertThat(Scrape.of(process).sum("godwit_waiting", "broker-unreachable")).hasValue(1);
          process.terminate();
          assertThat(process.await(GIVEN_UP)).as(process.output()).isEqualTo(role.getValue());
          assertThat(process.output()).contains("stopped").doesNotContain("\tat ", "gave up");
        }
      }
    }
  }

  @Test
  void whoeverIsNotToWaitForEverDoesNot() {
    for (String command : List.of("worker", "aggregator", "producer", "run")) {
      try (GodwitProcess process = start(command, NOWHERE.getFirst(), "--wait", "500ms")) {
        assertThat(process.await(PATIENCE)).as(process.output()).isEqualTo(4);
        assertThat(process.output()).contains("broker-unreachable").doesNotContain("\tat ");
      }
    }
    try (GodwitProcess process = start("worker", "kafka")) {
      assertThat(process.await(PATIENCE)).as(process.output()).isEqualTo(3);
      assertThat(process.output()).contains("command-usage", "kafka");
    }
  }

  @Test
  void aBrokerThatComesLaterIsFound() throws Exception {
    try (EmbeddedStack stack = EmbeddedStack.start(folder.resolve("stack"), Set.of(Part.BROKER))) {
      stack.kill(Part.BROKER);
      Map<String, GodwitProcess> roles = new LinkedHashMap<>();
      try {
        STOPPED.keySet().forEach(role -> roles.put(role, start(role, stack.bootstrap())));
        roles.forEach((role, process) ->
            await()
                .atMost(PATIENCE)
                .until(() -> process.output().contains("waiting: no Kafka broker answers at")));
        stack.restart(Part.BROKER);
        GodwitProcess producer = roles.get("producer");
        assertThat(producer.await(PATIENCE)).as(producer.output()).isZero();
        assertThat(producer.output()).contains("published: 1 record");
        GodwitProcess worker = roles.get("worker");
        // Its target has a name that nobody knows: it stands before that, and ends at once too.
        await().atMost(PATIENCE).until(() -> worker.output().contains("works for late"));
        worker.terminate();
        assertThat(worker.await(GIVEN_UP)).as(worker.output()).isZero();
      } finally {
        roles.values().forEach(GodwitProcess::close);
      }
    }
  }
}

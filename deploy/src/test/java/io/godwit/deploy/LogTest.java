package io.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the roles write: JSON in containers, lines otherwise, and never what they move. */
@ExtendWith(EmbeddedServers.class)
final class LogTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CONTENT = "c0ntent";
  private static final String SECRET = "s3cret";

  private static final String JOB =
      """
      job: %s
      source: { csv: rows.csv, key: id, types: { id: integer } }
      sink: { table: t, in: app, key: id }
      connections: { app: { jdbc: "${env:APP_URL}" } }
      run: { partitions: 2 }
      """;

  @TempDir private Path folder;

  @Test
  void inContainersEachLineIsJsonWithoutContentsOrSecrets(Environment environment)
      throws Exception {
    List<String> lines = run(environment, "json-log", Map.of("GODWIT_LOG", "json"));
    List<JsonNode> parsed = lines.stream().map(LogTest::parse).toList();
    assertThat(parsed)
        .anyMatch(line -> line.at("/type").asString().equals("log"))
        .allMatch(line -> line.has("type"));
    assertThat(parsed.stream().filter(line -> line.at("/type").asString().equals("log")))
        .allMatch(line ->
            line.at("/time").asString("").endsWith("Z")
                && line.has("level")
                && line.has("logger")
                && line.has("message"));
  }

  @Test
  void elsewhereTheyAreLinesWithoutContentsOrSecrets(Environment environment) throws Exception {
    List<String> lines = run(environment, "text-log", Map.of());
    assertThat(lines).anyMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[^ ]+ +(INFO|WARN) .*"));
    String first = lines.getFirst();
    assertThatThrownBy(() -> parse(first)).isInstanceOf(JacksonException.class);
  }

  @Test
  void anUnknownFormIsRefused() {
    try (GodwitProcess worker =
        start("refused", Map.of("GODWIT_LOG", "xml"), "worker", "any", "--bootstrap", "x:1")) {
      assertThat(worker.await(PATIENCE)).isEqualTo(3);
      assertThat(worker.output()).contains("GODWIT_LOG is 'xml'; it is json or text");
    }
  }

  /** A run with written, refused and unreadable rows, and a worker whose target is away. */
  private List<String> run(Environment environment, String job, Map<String, String> form)
      throws Exception {
    try (var connection = DriverManager.getConnection(environment.jdbcUrl());
        var sql = connection.createStatement()) {
      sql.execute("create schema \"" + job + "\"");
      sql.execute(
          "create table \""
              + job
              + "\".t (id int primary key, name text unique, size int check (size > 0))");
    }
    Path file = Files.writeString(folder.resolve("job.yaml"), JOB.formatted(job));
    Files.writeString(folder.resolve("rows.csv"), rows());
    String url = environment.jdbcUrl() + "&currentSchema=" + job + "&password=" + SECRET;
    Map<String, String> variables = new HashMap<>(form);
    variables.put("APP_URL", url);
    Map<String, String> away = new HashMap<>(form);
    away.put("APP_URL", "jdbc:postgresql://127.0.0.1:1/none?user=a&password=" + SECRET);
    String broker = environment.bootstrap();
    List<GodwitProcess> fleet = new ArrayList<>();
    try {
      fleet.add(start("producer", variables, "producer", file.toString(), "--bootstrap", broker));
      assertThat(fleet.getFirst().await(PATIENCE)).as(fleet.getFirst().output()).isZero();
      fleet.add(start("away", away, "worker", job, "--bootstrap", broker));
      Awaitility.await("the target is missed")
          .atMost(PATIENCE)
          .until(() -> fleet.getLast().output().contains("WARN"));
      fleet.getLast().terminate();
      assertThat(fleet.getLast().await(PATIENCE)).as(fleet.getLast().output()).isZero();
      fleet.add(start("worker", variables, "worker", job, "--bootstrap", broker));
      fleet.add(
          start(
              "aggregator",
              variables,
              "aggregator",
              job,
              "--until-complete",
              "--bootstrap",
              broker));
      assertThat(fleet.getLast().await(PATIENCE)).as(fleet.getLast().output()).isEqualTo(2);
      List<String> lines = fleet.stream().flatMap(one -> one.output().lines()).toList();
      assertThat(String.join("\n", lines)).doesNotContain(CONTENT, SECRET);
      return lines;
    } finally {
      fleet.forEach(GodwitProcess::close);
    }
  }

  private static String rows() {
    StringBuilder rows = new StringBuilder("id,name,size\n");
    for (int id = 1; id <= 200; id++) {
      // Every tenth has a name that is there already, every eleventh breaks the check.
      String name = CONTENT + (id % 10 == 0 ? 1 : id);
      rows.append(id).append(',').append(name).append(',').append(id % 11).append('\n');
    }
    return rows.append(CONTENT).append(',').append(CONTENT).append(",1\n").toString();
  }

  private GodwitProcess start(String name, Map<String, String> variables, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve("home").toString()));
    return GodwitProcess.start(folder, folder.resolve(name + ".log"), variables, all);
  }

  private static JsonNode parse(String line) {
    return JsonMapper.shared().readTree(line);
  }
}

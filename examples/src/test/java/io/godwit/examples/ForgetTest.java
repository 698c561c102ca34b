package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.BrokerDisk;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.env.LiveFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One key's data is removed from all that Godwit keeps, and the books are what they were. */
@ExtendWith(EmbeddedServers.class)
class ForgetTest {

  private static final int ROWS = 300;
  private static final int COMPLETE = 0;
  private static final int FAILURES = 2;
  private static final int REFUSED = 3;
  private static final int DIFFERENT = 9;

  /** In no other text, and nothing that a packer could make shorter. */
  private static final String SECRET = "Q7xZ-Eulalia-4uBv";

  private static final String JOB =
      """
      job: forgetful
      source: { csv: people.csv, key: mail, types: { score: integer } }
      steps: [ %s ]
      sink: { table: forgetful, in: app, key: mail }
      connections: { app: { jdbc: "%s" } }
      run: { partitions: 2 }
      undo: on
      """;

  @TempDir private Path folder;
  private TypedCommands typed;

  @BeforeEach
  void sitDown() {
    typed = new TypedCommands(folder);
  }

  private void people() throws IOException {
    StringBuilder rows = new StringBuilder("mail,name,score\n");
    for (int id = 1; id <= ROWS; id++) {
      rows.append('m').append(id).append(",n").append(id).append(',');
      rows.append(id % 100 == 11 ? 5000 : id).append('\n');
    }
    rows.append("eve@example.org,").append(SECRET).append(",7000\n");
    rows.append("ada@example.org,").append("ok-" + SECRET).append(",7\n");
    Files.writeString(folder.resolve("people.csv"), rows.toString());
  }

  private void job(String url, String steps) throws IOException {
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(steps, url));
  }

  @Test
  void nothingOfTheKeyIsLeftAnywhere(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    long seed = Long.getLong("godwit.seed", System.nanoTime());
    System.out.println("forget killed with -Dgodwit.seed=" + seed);
    Sql.on(
        url,
        "create table forgetful (mail text primary key, name text, score int check (score <"
            + " 1000))");
    people();
    job(url, "");
    assertThat(typed.godwit(servers, FAILURES, "run")).contains("4 failed");
    Sql.on(url, "update forgetful set name = 'other' where mail = 'ada@example.org'");
    typed.godwit(servers, DIFFERENT, "verify");
    assertThat(found(servers, SECRET))
        .anyMatch(file -> file.contains("forgetful.failed"))
        .anyMatch(file -> file.contains("forgetful.work"))
        .anyMatch(file -> file.endsWith("differences.csv"));
    assertThat(found(servers, "eve@example.org")).anyMatch(file -> file.endsWith("failed.csv"));

    assertThat(typed.godwit(servers, COMPLETE, "forget", "--key", "eve@example.org", "--dry-run"))
        .contains("would be forgotten of key eve@example.org", "1 failed record");
    typed.killed(servers, new Random(seed), 5_000, "", "forget", "--key", "eve@example.org");
    typed.godwit(servers, COMPLETE, "forget", "--key", "eve@example.org");
    assertThat(
            typed.godwit(
                servers, COMPLETE, "forget", "--key", "ada@example.org", "--unit", "people.csv"))
        .contains(
            "forgotten of key ada@example.org in people.csv",
            "1 differing row",
            "1 kept row of an undo");
    assertThat(images(url, "mail = 'ada@example.org'")).isZero();
    assertThat(images(url, "true")).isEqualTo(ROWS - 3);
    assertThat(typed.godwit(servers, COMPLETE, "forget", "--key", "eve@example.org"))
        .contains("nothing is kept of key eve@example.org");

    Awaitility.await("the disks to be free of it")
        .atMost(90, TimeUnit.SECONDS)
        .pollInterval(1, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(found(servers, SECRET)).isEmpty());
    assertThat(found(servers, "eve@example.org"))
        .as("receipts say whose they are")
        .allMatch(file -> file.contains("forgetful.receipts"));
    theBooksAreWhatTheyWere(servers, url);
  }

  private void theBooksAreWhatTheyWere(Environment servers, String url) throws Exception {
    assertThat(typed.godwit(servers, COMPLETE, "failures"))
        .contains("3 failed records are open", "forgotten: 1;");
    assertThat(typed.godwit(servers, COMPLETE, "failures", "--json").lines())
        .filteredOn(line -> line.contains("\"forgotten\":true"))
        .hasSize(1)
        .allMatch(line -> line.contains("people.csv:302"));
    assertThat(typed.godwit(servers, REFUSED, "verify")).contains("is not there any more");
    assertThat(typed.godwit(servers, REFUSED, "replay")).contains("is not there any more");
    job(url, "set: { score: \"r.score > 999 ? 999 : r.score\" }");
    assertThat(typed.godwit(servers, COMPLETE, "replay", "--overwrite", "--new"))
        .contains("the books balance", "3 read = 3 written");
    assertThat(typed.godwit(servers, COMPLETE, "replay", "--overwrite"))
        .contains("nothing is to be replayed");
    assertThat(Sql.on(url, "select count(*) || ' ' || max(score) from forgetful"))
        .containsExactly("301 999");
    try (Stream<Path> runs = Files.list(folder.resolve("home/reports/forgetful"))) {
      Path first = runs.sorted().findFirst().orElseThrow();
      assertThat(Files.readAllLines(first.resolve("failed.csv")))
          .hasSize(5)
          .anyMatch(row -> row.startsWith(",people.csv:302,") && row.endsWith(",forgotten"));
      assertThat(Files.readString(first.resolve("report.json")))
          .contains("\"balanced\" : true", "\"failed\" : 4");
    }
  }

  /** How many rows are kept of the table, for an undo. */
  private static long images(String url, String which) throws Exception {
    String table =
        Sql.on(
                url,
                "select table_name from information_schema.tables"
                    + " where table_name like 'godwit_undo_forgetful%'")
            .getFirst();
    return Long.parseLong(
        Sql.on(url, "select count(*) from " + table + " where " + which).getFirst());
  }

  /** The files of the home, and of the job's topics on the broker's disk, that hold a text. */
  private List<String> found(Environment servers, String text) throws Exception {
    List<Path> files = new ArrayList<>(LiveFolder.files(folder.resolve("home")));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.bootstrap()))) {
      files.addAll(BrokerDisk.files(admin, "forgetful"));
    }
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      if (holds(file, text)) {
        found.add(file.toString());
      }
    }
    return found;
  }

  private static boolean holds(Path file, String text) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (NoSuchFileException e) {
      // A broker deletes while this looks.
      return false;
    }
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run is compared with its target, and what is not as it was written there is found. */
@ExtendWith(EmbeddedServers.class)
class VerifyTest {

  private static final int ROWS = 10_000;
  private static final int COMPLETE = 0;
  private static final int FAILURES = 2;
  private static final int DIFFERENT = 9;

  private static final String JOB =
      """
      job: verified
      source:
        csv: people.csv
        key: id
        types: { id: integer, score: decimal, at: timestamp }
        duplicates: last-wins
      steps: [ drop: "r.name == 'nobody'" ]
      sink: { table: verified, in: app, key: id, gone: { do: keep, owns: id > 0 } }
      connections: { app: { jdbc: "%s" } }
      run: { partitions: 4, verify: sample }
      """;

  @TempDir private Path folder;
  private TypedCommands typed;

  @BeforeEach
  void sitDown() {
    typed = new TypedCommands(folder);
  }

  /** With names that pad, numbers of too few digits, a key that comes again, and a bad row. */
  private void people() throws IOException {
    StringBuilder rows = new StringBuilder("id,name,score,at\n");
    for (int id = 1; id <= ROWS; id++) {
      rows.append(id).append(",n").append(id % 100).append(',').append(id % 1000).append(".5,");
      rows.append("2026-01-01T00:00:00.123456Z\n");
    }
    rows.append("17,later,1,2026-01-01T00:00:00Z\n18,nobody,1,2026-01-01T00:00:00Z\n");
    rows.append("19,much too long for it,1,2026-01-01T00:00:00Z\n");
    Files.writeString(folder.resolve("people.csv"), rows.toString());
  }

  private static String table(String name) {
    return "create table "
        + name
        + " (id int primary key, name char(12), score numeric(12,4), at timestamptz(6))";
  }

  @Test
  void oneChangedByteAndOneMissingRowAreFound(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    long seed = Long.getLong("godwit.seed", System.nanoTime());
    System.out.println("verify killed with -Dgodwit.seed=" + seed);
    Sql.on(url, table("verified"));
    people();
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(url));
    assertThat(typed.godwit(servers, FAILURES, "run"))
        .contains("1 failed", "1 dropped", "the target against the records: ", "all equal");

    Sql.on(url, "update verified set name = 'n4' || chr(27) || '[2J' where id = 4321");
    Sql.on(url, "delete from verified where id = 5000");
    Sql.on(url, "insert into verified (id, name) values (70000, 'extra'), (-1, 'of another')");
    typed.killed(servers, new Random(seed), 2_000, "comparing run", "verify");
    assertThat(typed.godwit(servers, DIFFERENT, "verify"))
        .contains("10,001 rows compared: 1 missing, 1 different, 1 extra")
        .contains("missing: 5000 in verified (people.csv:5001)")
        .contains("different: 4321 in verified (people.csv:4322), name: 'n21")
        .contains("'n4\\u001b[2J")
        .contains("extra: 70000 in verified")
        .doesNotContain("-1 in verified");
    assertThat(Files.readAllLines(report().resolve("differences.csv"))).hasSize(4);
    assertThat(Files.readString(report().resolve("report.json")))
        .contains("\"missing\" : 1", "\"different\" : 1", "\"extra\" : 1");

    assertThat(typed.godwit(servers, COMPLETE, "verify", "--repair"))
        .contains("2 read = 2 written");
    assertThat(typed.godwit(servers, COMPLETE, "verify", "--repair"))
        .contains("nothing is to be repaired");
    Sql.on(url, "delete from verified where id in (-1, 70000)");
    assertThat(
            Sql.on(
                url,
                "select count(*) || ' ' || count(*) filter (where name = 'n21') from verified"))
        .containsExactly("10000 100");
    assertThat(typed.godwit(servers, COMPLETE, "verify"))
        .contains("10,003 rows compared, all equal");
  }

  private Path report() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("home/reports/verified"))) {
      return runs.findFirst().orElseThrow();
    }
  }
}

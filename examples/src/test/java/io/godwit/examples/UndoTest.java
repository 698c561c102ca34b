package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table is put back to what it was before a run, whatever was killed on the way. */
@ExtendWith(EmbeddedServers.class)
class UndoTest {

  private static final int ROWS = 20_000;
  private static final int COMPLETE = 0;
  private static final int LEFT = 11;

  private static final String JOB =
      """
      job: undone
      source: { csv: people.csv, key: id, types: { id: integer, score: decimal } }
      sink:
        table: undone_people
        in: app
        key: id
        gone: { do: delete, owns: id > 0, at-most: 50%% }
      connections: { app: { jdbc: "%s" } }
      undo: on
      run: { partitions: 4, batch: { to: 1000 } }
      """;

  @TempDir private Path folder;
  private TypedCommands typed;

  @BeforeEach
  void sitDown() {
    typed = new TypedCommands(folder);
  }

  /** Every row from one id to another, with a score of their own. */
  private void people(int from, int to, String score) throws IOException {
    StringBuilder rows = new StringBuilder("id,name,score\n");
    for (int id = from; id <= to; id++) {
      rows.append(id).append(",n").append(id % 100).append(',').append(score).append('\n');
    }
    Files.writeString(folder.resolve("people.csv"), rows.toString());
  }

  @Test
  void theTableIsWhatItWasBeforeTheRun(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    Random random = new Random(seed());
    Sql.on(
        url,
        "create table undone_people (id int primary key, name text not null, score numeric,"
            + " seen timestamptz default clock_timestamp())",
        "insert into undone_people select n, 'hand', n / 7.0 from generate_series(-50, -1) n");
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(url));
    people(1, ROWS / 2, "1.50");
    assertThat(typed.godwit(servers, COMPLETE, "run"))
        .contains("undo: on: what a run writes is kept");

    Sql.on(url, "create table people_before as select * from undone_people");
    people(1000, ROWS, "2.5");
    typed.killed(servers, random, 1_500, " begins", "run");
    typed.godwit(servers, COMPLETE, "run");
    assertThat(Sql.on(url, "select count(*) from undone_people where id < 1000 and id > 0"))
        .containsExactly("0");

    typed.killed(servers, random, 1_500, "undoing run", "undo");
    assertThat(typed.godwit(servers, COMPLETE, "undo")).contains("is undone: ");
    assertThat(differing(url)).isZero();

    people(1, 2 * ROWS, "3");
    typed.killed(servers, random, 1_500, " begins", "run");
    boolean written =
        Sql.on(
                url,
                "select score from undone_people where id = 5000",
                "update undone_people set name = 'theirs' where id = 5000")
            .contains("3");
    String said = typed.godwit(servers, written ? LEFT : COMPLETE, "undo", "--give-up");
    assertThat(differing(url)).as(said).isEqualTo(2);
    if (written) {
      assertThat(said).contains("; 1 are not as they were, see ");
      assertThat(left())
          .containsExactly(
              "place,key,why", "undone_people,5000,somebody has changed it since the run");
    }
  }

  private static long seed() {
    long seed = Long.getLong("godwit.seed", System.nanoTime());
    System.out.println("undo killed with -Dgodwit.seed=" + seed);
    return seed;
  }

  /** How many rows are in one of the tables only; a changed one is in both. */
  private static long differing(String url) throws Exception {
    String rows = "(select t::text from %s t except all select t::text from %s t)";
    String one = rows.formatted("undone_people", "people_before");
    String other = rows.formatted("people_before", "undone_people");
    return Long.parseLong(
        Sql.on(url, "select count(*) from (" + one + " union all " + other + ") d").getFirst());
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("home/reports/undone"))) {
      return Files.readAllLines(
          files.filter(file -> file.endsWith("left.csv")).findFirst().orElseThrow());
    }
  }
}

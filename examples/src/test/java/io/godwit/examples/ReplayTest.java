package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Failed records are taken up again, each once, and the target is what it should have been. */
@ExtendWith(EmbeddedServers.class)
class ReplayTest {

  private static final int ROWS = 2000;
  private static final int COMPLETE = 0;
  private static final int FAILURES = 2;

  private static final String WRONG =
      """
      job: replayed
      source: { csv: people.csv, key: id, types: { id: integer, age: integer, score: integer } }
      sink: { table: replayed, in: app, key: id }
      connections: { app: { jdbc: "%s" } }
      run: { partitions: 4 }
      """;

  private static final String RIGHT =
      """
      job: replayed
      source:
        csv: people.csv
        key: id
        types: { id: integer, age: integer, score: integer }
        "null": n/a
        encoding: windows-1252
      steps: [ set: { score: "r.score > 999 ? 999 : r.score" } ]
      sink: { table: replayed, in: app, key: id }
      connections: { app: { jdbc: "%s" } }
      run: { partitions: 4 }
      """;

  private static final String SUPERSEDED =
      """
      job: superseded
      source: { csv: people.csv, key: id, types: { id: integer, score: integer }, duplicates: last-wins }
      sink: { table: superseded, in: app, key: id }
      connections: { app: { jdbc: "%s" } }
      %s
      """;

  private static final String KILLED =
      """
      job: killed-replay
      source: { csv: people.csv, key: id, types: { id: integer, score: integer } }
      sink: { table: killed, in: app, write: insert }
      connections: { app: { jdbc: "%s" } }
      run: { partitions: 2, batch: { from: 10, to: 10, pause: 50ms } }
      %s
      """;

  private static final String CAPPED =
      "steps: [ set: { score: \"r.score > 999 ? 999 : r.score\" } ]";

  @TempDir private Path folder;
  private TypedCommands typed;

  @BeforeEach
  void sitDown() {
    typed = new TypedCommands(folder);
  }

  /** Ten of a wrong type, eight that are no UTF-8, seven that the table refuses. */
  private void people() throws IOException {
    StringBuilder rows = new StringBuilder("id,name,age,score\n");
    for (int id = 1; id <= ROWS; id++) {
      String name = id % 250 == 3 ? "Andr\u00e9" : "n" + id;
      String age = id % 200 == 7 ? "n/a" : "" + id % 90;
      int score = id % 300 == 11 ? 5000 : id % 1000;
      rows.append(id).append(',').append(name).append(',').append(age).append(',').append(score);
      rows.append('\n');
    }
    Files.write(
        folder.resolve("people.csv"), rows.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void job(String text, Object... parts) throws IOException {
    Files.writeString(folder.resolve("job.yaml"), text.formatted(parts));
  }

  private List<Path> reports() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("home/reports/" + job()))) {
      return runs.sorted().toList();
    }
  }

  private String job() throws IOException {
    return Files.readString(folder.resolve("job.yaml"))
        .lines()
        .findFirst()
        .orElseThrow()
        .substring("job: ".length());
  }

  private List<String> failed(Path report) throws IOException {
    return Files.readAllLines(report.resolve("failed.csv"));
  }

  @Test
  void whatHasFailedIsReplayedByClassAndThenTheRest(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    Sql.on(
        url,
        "create table replayed (id int primary key, name text, age int, score int,"
            + " check (score < 1000))");
    people();
    job(WRONG, url);
    assertThat(typed.godwit(servers, FAILURES, "run")).contains("25 failed");
    assertThat(typed.godwit(servers, COMPLETE, "failures"))
        .contains("25 failed records are open", "type, value-type: 10")
        .contains("7  people.csv:8", "godwit replay replayed --class type --code value-type");
    assertThat(typed.godwit(servers, COMPLETE, "failures", "--json", "--column", "age").lines())
        .hasSize(10)
        .allMatch(line -> line.contains("\"attempt\":1"));

    assertThat(typed.godwit(servers, FAILURES, "replay", "--class", "type"))
        .contains("10 read = 0 written", "10 failed: value-type");
    job(RIGHT, url);
    assertThat(typed.godwit(servers, COMPLETE, "replay", "--class", "type"))
        .contains("the books balance", "10 read = 10 written");
    assertThat(typed.godwit(servers, COMPLETE, "replay", "--class", "type"))
        .contains("nothing is to be replayed");
    assertThat(typed.godwit(servers, COMPLETE, "replay")).contains("15 read = 15 written");

    assertThat(
            Sql.on(
                url,
                "select count(*) || ' ' || count(age) || ' ' || max(score) || ' '"
                    + " || count(*) filter (where name = 'Andr\u00e9') from replayed"))
        .containsExactly("2000 1990 999 8");
    lineageIsTold();
  }

  private void lineageIsTold() throws IOException {
    List<Path> runs = reports();
    List<String> names = runs.stream().map(run -> run.getFileName().toString()).toList();
    assertThat(names).hasSize(4);
    assertThat(failed(runs.get(0)))
        .hasSize(26)
        .filteredOn(row -> row.contains("value-type"))
        .hasSize(10)
        .allMatch(row -> row.endsWith(",1,,failed in " + names.get(1)));
    assertThat(failed(runs.get(0)))
        .filteredOn(row -> row.endsWith("written in " + names.get(3)))
        .hasSize(15);
    assertThat(failed(runs.get(1)).subList(1, 11))
        .allMatch(row -> row.endsWith(",2," + names.get(0) + ",written in " + names.get(2)));
    assertThat(Files.readString(runs.get(0).resolve("report.html")))
        .contains("<h2>Replays</h2>", names.get(1), names.get(3))
        .contains("godwit replay replayed --class type");
    assertThat(Files.readString(runs.get(2).resolve("report.json")))
        .contains("\"replayOf\" : \"" + names.get(0) + "\"");
  }

  /** Of two records of a key the later one stands, whichever of them had failed. */
  @Test
  void whatWasWrittenLaterIsNotWrittenOver(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    Sql.on(url, "create table superseded (id int primary key, score int, check (score < 1000))");
    Files.writeString(
        folder.resolve("people.csv"), "id,score\n5,5000\n6,10\n5,10\n6,6000\n7,7000\n");
    job(SUPERSEDED, url, "");
    typed.godwit(servers, FAILURES, "run");
    job(SUPERSEDED, url, CAPPED);
    assertThat(typed.godwit(servers, COMPLETE, "replay"))
        .contains("3 read = 2 written", "1 dropped");
    assertThat(Sql.on(url, "select id || ' ' || score from superseded order by id"))
        .containsExactly("5 10", "6 999", "7 999");
    assertThat(Files.readAllLines(reports().get(1).resolve("dropped.csv")))
        .contains("5,people.csv:2,0,superseded");
  }

  /** A row that is inserted twice would stand there twice. */
  @Test
  void killedAnywhereAndTypedAgainEachIsInsertedOnce(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    long seed = Long.getLong("godwit.seed", System.nanoTime());
    System.out.println("replay killed with -Dgodwit.seed=" + seed);
    Sql.on(url, "create table killed (id int, score int, check (score < 1000))");
    StringBuilder rows = new StringBuilder("id,score\n");
    for (int id = 1; id <= ROWS; id++) {
      rows.append(id).append(',').append(id % 5 == 0 ? 5000 : 1).append('\n');
    }
    Files.writeString(folder.resolve("people.csv"), rows.toString());
    job(KILLED, url, "");
    assertThat(typed.godwit(servers, FAILURES, "run")).contains("400 failed");
    job(KILLED, url, CAPPED);
    Random random = new Random(seed);
    for (int kill = 0; kill < 2; kill++) {
      killed(servers, url, random.nextInt(150));
    }
    // What was killed so often comes to its end.
    assertThat(typed.godwit(servers, COMPLETE, "replay")).contains("400 read = 400 written");
    assertThat(
            Sql.on(
                url,
                "select count(*) || ' ' || count(distinct id) || ' ' || sum(score) from killed"))
        .containsExactly("2000 2000 " + (1600 + 400 * 999));
    assertThat(typed.godwit(servers, COMPLETE, "replay")).contains("nothing is to be replayed");
  }

  /** Kills a replay when so many rows more are there, or a moment after it has begun. */
  private void killed(Environment servers, String url, int more) throws Exception {
    Path output = typed.output();
    int before = Integer.parseInt(Sql.on(url, "select count(*) from killed").getFirst());
    try (GodwitProcess process = typed.start(servers, output, "replay")) {
      Awaitility.await("a replay to kill")
          .atMost(FleetRun.PATIENCE)
          .until(() -> !process.isAlive() || hasBegun(output, url, before + more));
      process.kill();
    }
  }

  private static boolean hasBegun(Path output, String url, int rows) throws Exception {
    return Files.readString(output).contains("replay of run")
        && Integer.parseInt(Sql.on(url, "select count(*) from killed").getFirst()) >= rows;
  }
}

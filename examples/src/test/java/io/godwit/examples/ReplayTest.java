package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  @TempDir private Path folder;
  private int commands;

  private static List<String> on(String url, String... statements) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        if (statement.execute(text)) {
          try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
              answers.add(rows.getString(1));
            }
          }
        }
      }
    }
    return answers;
  }

  private List<String> command(Environment servers, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "job.yaml"));
    arguments.addAll(List.of("--bootstrap", servers.bootstrap()));
    arguments.addAll(List.of("--home", folder.resolve("home").toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private String godwit(Environment servers, int exit, String command, String... more)
      throws IOException {
    Path output = folder.resolve("output-" + commands++);
    try (GodwitProcess process =
        GodwitProcess.start(folder, output, Map.of(), command(servers, command, more))) {
      assertThat(process.await(Duration.ofMinutes(2))).as(Files.readString(output)).isEqualTo(exit);
    }
    return Files.readString(output);
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

  private void job(String text, String url) throws IOException {
    Files.writeString(folder.resolve("job.yaml"), text.formatted(url));
  }

  @Test
  void whatHasFailedIsReplayedByClassAndThenTheRest(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    on(
        url,
        "create table replayed (id int primary key, name text, age int, score int,"
            + " check (score < 1000))");
    people();
    job(WRONG, url);
    assertThat(godwit(servers, FAILURES, "run")).contains("25 failed");

    job(RIGHT, url);
    assertThat(godwit(servers, COMPLETE, "replay", "--class", "type"))
        .contains("the books balance", "10 read = 10 written");
    assertThat(godwit(servers, COMPLETE, "replay", "--class", "type"))
        .contains("nothing is to be replayed");
    assertThat(godwit(servers, COMPLETE, "replay")).contains("15 read = 15 written");
    assertThat(godwit(servers, COMPLETE, "replay")).contains("nothing is to be replayed");

    assertThat(
            on(
                url,
                "select count(*) || ' ' || count(age) || ' ' || max(score) || ' '"
                    + " || count(*) filter (where name = 'Andr\u00e9') from replayed"))
        .containsExactly("2000 1990 999 8");
  }
}

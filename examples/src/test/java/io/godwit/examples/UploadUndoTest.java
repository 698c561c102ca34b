package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the steps of a run have put into a store goes with its rows, and not before them. */
@ExtendWith(EmbeddedServers.class)
class UploadUndoTest {

  private static final int ROWS = 400;
  private static final int COMPLETE = 0;
  private static final int LEFT = 11;

  private static final String JOB =
      """
      job: uploads-undone
      source: { csv: rows.csv, key: id, types: { id: integer } }
      steps:
        - upload: { from: disk, name: "in/{id}.txt", to: disk, as: "out/{id}.txt", into: { name: object } }
      sink: { table: uploads_undone, in: app, key: id }
      undo: on
      connections: { disk: { folder: "%s" }, app: { jdbc: "%s" } }
      run: { partitions: 4, batch: { from: 10, to: 40, pause: 20ms } }
      """;

  @TempDir private Path folder;

  private Path disk(String name) {
    return folder.resolve("disk").resolve(name);
  }

  private void files() throws IOException {
    Files.createDirectories(disk("in"));
    Files.createDirectories(disk("out"));
    for (int id = 0; id < ROWS; id++) {
      Files.writeString(disk("in/" + id + ".txt"), "content of " + id);
    }
    // There before the run, with the same content: taken as it is, and nobody's to remove.
    Files.writeString(disk("out/7.txt"), "content of 7");
    Files.writeString(disk("out/other.txt"), "somebody else's");
    Files.writeString(
        folder.resolve("rows.csv"),
        IntStream.range(0, ROWS)
            .mapToObj(id -> id + "\n")
            .collect(Collectors.joining("", "id\n", "")));
  }

  private List<String> objects() throws IOException {
    try (Stream<Path> files = Files.list(disk("out"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void objectsAreRemovedWhenNoRowIsLeft(Environment servers) throws Exception {
    long seed = Long.getLong("godwit.seed", System.nanoTime());
    System.out.println("undo of uploads killed with -Dgodwit.seed=" + seed);
    TypedCommands typed = new TypedCommands(folder);
    String url = servers.jdbcUrl();
    files();
    Sql.on(url, "create table uploads_undone (id integer primary key, object text)");
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(folder.resolve("disk"), url));
    typed.godwit(servers, COMPLETE, "run");
    assertThat(objects()).hasSize(ROWS + 1);

    Sql.on(url, "update uploads_undone set object = 'mine' where id = 3");
    assertThat(typed.godwit(servers, LEFT, "undo"))
        .contains("1 are not as they were", "the objects of its steps stay while rows do");
    assertThat(objects()).as("a row that is left may need its object").hasSize(ROWS + 1);

    Sql.on(url, "delete from uploads_undone");
    typed.killed(servers, new Random(seed), 1_500, "undoing run", "undo");
    typed.godwit(servers, COMPLETE, "undo");
    assertThat(objects()).containsExactly("7.txt", "other.txt");
    assertThat(typed.godwit(servers, COMPLETE, "undo")).contains("everything is as it was before");

    typed.killed(servers, new Random(seed), 2_000, " begins", "run");
    assertThat(typed.godwit(servers, COMPLETE, "undo", "--give-up")).contains("is undone");
    assertThat(objects()).containsExactly("7.txt", "other.txt");
    assertThat(Sql.on(url, "select count(*) from uploads_undone")).containsExactly("0");
  }
}

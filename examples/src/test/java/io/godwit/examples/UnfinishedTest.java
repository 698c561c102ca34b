package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A foreign key that the rows forbid: the run says so, and is finished when they allow it. */
@ExtendWith(EmbeddedServers.class)
class UnfinishedTest {

  private static final int UNFINISHED = 8;

  private static final List<String> SHOP =
      List.of(
          "create schema unfinished",
          "create schema finished",
          "create table unfinished.artist (id int primary key)",
          "create table unfinished.album (id int primary key,"
              + " artist int references unfinished.artist)",
          "insert into unfinished.artist select generate_series(1, 9)",
          "insert into unfinished.album select n, n from generate_series(1, 9) n");

  /** Without the first artist; the album of it is moved all the same. */
  private static final String JOB =
      """
      job: unfinished
      source:
        tables: unfinished.*
        in: shop
        where: tableoid <> 'unfinished.artist'::regclass or id > 1
      sink: { table: "finished.{unit}", in: shop, create: true }
      connections: { shop: { jdbc: "%s" } }
      """;

  @TempDir private Path folder;

  private String godwit(Environment servers, String command, int exit) throws Exception {
    Path output = folder.resolve("output-" + command + "-" + exit);
    List<String> arguments =
        List.of(
            command,
            "job.yaml",
            "--bootstrap",
            servers.bootstrap(),
            "--home",
            folder.resolve("home").toString());
    try (GodwitProcess process = GodwitProcess.start(folder, output, Map.of(), arguments)) {
      assertThat(process.await(Duration.ofMinutes(3))).as(Files.readString(output)).isEqualTo(exit);
    }
    return Files.readString(output);
  }

  @Test
  void aRefusedForeignKeyIsToldAndFinishMakesIt(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    Sql.on(url, SHOP.toArray(String[]::new));
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(url));

    assertThat(godwit(servers, "run", UNFINISHED))
        .contains("the books balance", "17 read = 17 written")
        .contains("not made: foreign key album_artist_fkey of finished.album: ");
    assertThat(godwit(servers, "finish", UNFINISHED))
        .contains("once more: foreign key album_artist_fkey", "not made: foreign key");

    Sql.on(url, "insert into finished.artist values (1)");
    assertThat(godwit(servers, "finish", 0))
        .contains("17 read = 17 written")
        .doesNotContain("not made");
    assertThat(
            Sql.on(
                url,
                "select conname from pg_constraint where contype = 'f' and conrelid ="
                    + " 'finished.album'::regclass"))
        .containsExactly("album_artist_fkey");
    assertThat(godwit(servers, "finish", 3)).contains("has refused nothing");
  }
}

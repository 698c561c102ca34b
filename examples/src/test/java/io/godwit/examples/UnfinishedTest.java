package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
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
  private TypedCommands typed;

  @BeforeEach
  void sitDown() {
    typed = new TypedCommands(folder);
  }

  @Test
  void aRefusedForeignKeyIsToldAndFinishMakesIt(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    Sql.on(url, SHOP.toArray(String[]::new));
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(url));

    assertThat(typed.godwit(servers, UNFINISHED, "run"))
        .contains("the books balance", "17 read = 17 written")
        .contains("not made: foreign key album_artist_fkey of finished.album: ");
    assertThat(typed.godwit(servers, UNFINISHED, "finish"))
        .contains("once more: foreign key album_artist_fkey", "not made: foreign key");

    Sql.on(url, "insert into finished.artist values (1)");
    assertThat(typed.godwit(servers, 0, "finish"))
        .contains("17 read = 17 written")
        .doesNotContain("not made");
    assertThat(
            Sql.on(
                url,
                "select conname from pg_constraint where contype = 'f' and conrelid ="
                    + " 'finished.album'::regclass"))
        .containsExactly("album_artist_fkey");
    assertThat(typed.godwit(servers, 3, "finish")).contains("has refused nothing");
  }
}

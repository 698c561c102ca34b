package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs that read what is new, and a table that is replaced at once; each is killed in between. */
@ExtendWith(EmbeddedServers.class)
class IncrementalTest {

  private static final int UNFINISHED = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String[] SHOP = {
    "create schema news",
    "create schema olds",
    "create table news.item (id int primary key, at timestamptz not null, v int)",
    "insert into news.item select i, timestamptz '2026-01-01 00:00:00Z' + i * interval '1 minute',"
        + " i from generate_series(1, 2000) i",
    "create table olds.item (id int primary key, at timestamptz not null, v int check (v > -9))",
    "create table olds.copy (like olds.item including all)",
    "create index copy_v on olds.copy (v)",
    "insert into olds.copy values (-1, now(), 0)"
  };

  private static final String JOB =
      """
      job: %s
      source: { tables: news.item, in: shop%s }
      sink: { table: %s, in: shop, write: %s }
      connections: { shop: { jdbc: "%s" } }
      run: { partitions: 1, batch: { from: 1, to: %d, pause: %s } }
      """;

  @TempDir private Path folder;
  private TypedCommands typed;

  @BeforeEach
  void sitDown() {
    typed = new TypedCommands(folder);
  }

  private void incremental(String url, int most, String pause) throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        JOB.formatted(
            "incremental",
            ", watermark: at, overlap: 0s",
            "olds.item",
            "upsert",
            url,
            most,
            pause));
  }

  private void replacing(String url, int most, String pause) throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        JOB.formatted("replacing", "", "olds.copy", "replace", url, most, pause));
  }

  /** Types a run, kills it when the database says so, and types it again. */
  private String killed(Environment servers, String query, String answer) throws Exception {
    Path output = typed.output();
    try (GodwitProcess process = typed.start(servers, output, "run")) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> !process.isAlive() || Sql.on(servers.jdbcUrl(), query).equals(List.of(answer)));
      process.kill();
    }
    return typed.godwit(servers, 0, "run");
  }

  private static List<String> rows(String url, String table) throws Exception {
    return Sql.on(url, "select concat_ws('|', id, at, v) from " + table + " order by id");
  }

  @Test
  void aRunReadsWhatIsNewAndATableIsReplacedAtOnce(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    Sql.on(url, SHOP);
    incremental(url, 1000, "0s");
    assertThat(typed.godwit(servers, 0, "run"))
        .contains("2,000 read = 2,000 written", "read of item: all rows up to at 2026-01-02");
    Sql.on(
        url,
        "update news.item set v = -1, at = '2026-02-01Z' where id % 400 = 0",
        "insert into news.item values (5001, '2026-02-02Z', 1), (5002, '2026-02-03Z', 2)",
        "update news.item set v = 0 where id = 1");
    incremental(url, 1, "500ms");
    assertThat(typed.godwit(servers, 0, "plan"))
        .contains("read of item: rows with at above 2026-01-02 09:20:00+00 up to 2026-02-03");
    assertThat(killed(servers, "select count(*) >= 2 from olds.item where v = -1", "t"))
        .contains("7 read = 7 written", "read of item: rows with at above 2026-01-02 09:20:00+00");
    assertThat(Sql.on(url, "select v from olds.item where id = 1"))
        .as("what has no new mark is not read")
        .containsExactly("1");

    incremental(url, 1000, "0s");
    assertThat(typed.godwit(servers, 0, "run", "--full")).contains("2,002 read = 2,002 written");
    assertThat(rows(url, "olds.item")).isEqualTo(rows(url, "news.item"));
    assertThat(typed.godwit(servers, 0, "run")).contains("0 read");

    replaces(servers, url);
  }

  private void replaces(Environment servers, String url) throws Exception {
    Sql.on(url, "update news.item set v = -10 where id = 2");
    replacing(url, 1000, "0s");
    assertThat(typed.godwit(servers, UNFINISHED, "run"))
        .contains("1 failed", "swap of olds.copy: 1 records failed and would be missing");
    assertThat(rows(url, "olds.copy")).hasSize(1);

    Sql.on(url, "update news.item set v = 10 where id = 2");
    replacing(url, 200, "500ms");
    assertThat(killed(servers, "select count(*) >= 200 from olds.copy_godwit_new", "t"))
        .contains("2,002 read = 2,002 written", "the books balance")
        .doesNotContain("not made");
    assertThat(rows(url, "olds.copy")).isEqualTo(rows(url, "news.item"));
    assertThat(
            Sql.on(
                url,
                "select indexname from pg_indexes where schemaname = 'olds' and tablename = 'copy'"
                    + " order by 1"))
        .containsExactly("copy_pkey", "copy_v");
    assertThat(Sql.on(url, "select to_regclass('olds.copy_godwit_new') is null"))
        .containsExactly("t");
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table goes from PostgreSQL into a file of H2, which has no dialect of its own, and back. */
@ExtendWith(EmbeddedServers.class)
class PlainJdbcRunTest {

  private static final String JOB =
      """
      job: %s
      source: { tables: %s, in: %s, split: 500 }
      sink: { table: %s, in: %s }
      connections:
        shop: { jdbc: "%s" }
        file: { jdbc: "%s", user: SA }
      """;

  private static final String[] SHOP = {
    "create schema plainly",
    "create table plainly.item (id bigint primary key, name text, price numeric(12, 2),"
        + " made date, at timestamp(6), sold boolean, share double precision, code uuid)",
    "insert into plainly.item select i, case when i % 5 = 0 then null else 'Größe ' || i end,"
        + " i * 1000003.01, date '2000-02-28' + i % 3, timestamp '1999-12-31 23:59:59.999999' +"
        + " i * interval '1 second', i % 2 = 0, i / 7.0::double precision,"
        + " ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid"
        + " from generate_series(1, 3000) i",
    "create table plainly.back (like plainly.item including all)"
  };

  @TempDir private Path folder;

  private String run(TypedCommands typed, Environment servers, String job, String... names)
      throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        JOB.formatted(job, names[0], names[1], names[2], names[3], servers.jdbcUrl(), file()));
    // A file of H2 is one process's at a time, and what interrupts a thread there closes it.
    return typed.logged(servers, 0, "run");
  }

  private String file() {
    return "jdbc:h2:file:" + folder.resolve("shop") + ";WRITE_DELAY=0";
  }

  @Test
  void aTableGoesThereAndBackAsItIs(Environment servers) throws Exception {
    Sql.on(servers.jdbcUrl(), SHOP);
    String h2 = file() + ";USER=SA";
    Sql.on(
        h2,
        "create table item (id bigint primary key, name varchar(40), price numeric(12, 2),"
            + " made date, at timestamp(6), sold boolean, share double precision, code uuid)");
    TypedCommands typed = new TypedCommands(folder);

    assertThat(run(typed, servers, "there", "plainly.item", "shop", "item", "file"))
        .contains("3,000 read = 3,000 written", "the books balance");
    assertThat(Sql.on(h2, "select count(*) || ' ' || sum(price) || ' ' || max(at) from item"))
        .containsExactly("3000 4501513549515.00 2000-01-01 00:49:59.999999");

    assertThat(run(typed, servers, "back", "item", "file", "plainly.back", "shop"))
        .contains("3,000 read = 3,000 written", "the books balance");
    assertThat(
            Sql.on(
                servers.jdbcUrl(),
                "select count(*) from plainly.item natural join plainly.back",
                "select count(*) from (table plainly.item except table plainly.back) q"))
        .containsExactly("2400", "0");
  }
}

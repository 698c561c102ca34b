package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code godwit init} writes is run as it stands. */
@ExtendWith(EmbeddedServers.class)
class BegunJobTest {

  private static final String PASSWORD = "p@ss&word";

  @TempDir private Path folder;
  private int commands;

  @Test
  void aDatabaseIsCopiedButForWhatMayNotBeRead(Environment servers) throws Exception {
    String from = database(servers, "init_from");
    String to = database(servers, "init_to");
    Sql.on(
        from,
        "create table authors (id int primary key, name text not null)",
        "create table \"Odd name, #1: yes\" (id int primary key, author int references authors,"
            + " title varchar(80), price numeric(8,2))",
        "create table secrets (id int primary key)",
        "create table lines (line text)",
        "create role init_reader login password '" + PASSWORD + "'",
        "grant select on authors, lines, \"Odd name, #1: yes\" to init_reader",
        "insert into authors select i, 'Author ' || i from generate_series(1, 300) i",
        "insert into \"Odd name, #1: yes\" select i, 1 + i % 300, 'Title ' || i, i / 100.0"
            + " from generate_series(1, 1000) i",
        "analyze");
    String reader = from.replaceAll("[?].*", "") + "?user=init_reader&password=p@ss%26word";

    String said = godwit(servers, Map.of(), 0, "init", reader, to, "-o", "job.yaml");

    String job = Files.readString(folder.resolve("job.yaml"));
    assertThat(said).contains("SOURCE_PASSWORD").doesNotContain("p@ss");
    assertThat(job)
        .doesNotContain("p@ss")
        .contains("left out is secrets", "left out is lines: it has no key")
        .contains("${env:SOURCE_PASSWORD}")
        .contains("price decimal(8,2)?")
        .contains("authors  # about 300 records");
    godwit(servers, Map.of("SOURCE_PASSWORD", PASSWORD), 0, "run", "job.yaml");
    for (String query :
        List.of(
            "select string_agg(a::text, ';' order by id) from authors a",
            "select string_agg(b::text, ';' order by id) from \"Odd name, #1: yes\" b",
            "select count(*) from pg_constraint where contype = 'f'")) {
      assertThat(Sql.on(to, query)).as(query).isEqualTo(Sql.on(from, query));
    }
    assertThat(godwit(servers, Map.of(), 3, "init", reader, to, "-o", "job.yaml"))
        .contains("job.yaml is there already");
  }

  @Test
  void aFileIsReadByItsOwnDelimiterAndTheKeyThatItSeemsToHave(Environment servers)
      throws Exception {
    String to = database(servers, "init_people");
    Sql.on(to, "create table people (town text, code text primary key, name text)");
    Files.writeString(
        folder.resolve("people.csv"),
        "town;code;name\nUlm;a;\"Mr; A\"\nUlm;b;Mr B\nBonn;c;Mr A\nBonn;d;Mr A\n");

    String text = godwit(servers, Map.of(), 0, "init", "people.csv", to);

    assertThat(text).contains("delimiter: \";\"").contains("key: code");
    Files.writeString(folder.resolve("job.yaml"), text);
    godwit(servers, Map.of(), 0, "run", "job.yaml");
    assertThat(Sql.on(to, "select code || name || town from people order by code"))
        .containsExactly("aMr; AUlm", "bMr BUlm", "cMr ABonn", "dMr ABonn");
  }

  private static String database(Environment servers, String name) throws SQLException {
    Sql.on(servers.jdbcUrl(), "create database " + name);
    return servers.jdbcUrl().replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
  }

  private String godwit(
      Environment servers, Map<String, String> variables, int exit, String... command)
      throws Exception {
    Path output = folder.resolve("output-" + commands++);
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--home", folder.resolve("home").toString()));
    if (command[0].equals("run")) {
      arguments.addAll(List.of("--bootstrap", servers.bootstrap()));
    }
    try (GodwitProcess process = GodwitProcess.start(folder, output, variables, arguments)) {
      assertThat(process.await(Duration.ofMinutes(3))).as(Files.readString(output)).isEqualTo(exit);
    }
    return Files.readString(output);
  }
}

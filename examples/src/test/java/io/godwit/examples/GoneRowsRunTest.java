package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table that a file describes as a whole, over runs in which rows go and come back. */
@ExtendWith(EmbeddedServers.class)
class GoneRowsRunTest {

  private static final int UNFINISHED = 8;

  private static final String JOB =
      """
      job: gone-rows
      source: { csv: people.csv, key: id, types: { id: integer } }
      steps: [ set: { left_at: "null" } ]
      sink:
        table: gone_people
        in: app
        key: id
        gone: { do: %s, owns: id < 100, at-most: 40%% }
      connections: { app: { jdbc: "%s" } }
      """;

  @TempDir private Path folder;
  private TypedCommands typed;

  @BeforeEach
  void sitDown() {
    typed = new TypedCommands(folder);
  }

  private void people(String... lines) throws Exception {
    Files.writeString(folder.resolve("people.csv"), "id,name\n" + String.join("\n", lines) + "\n");
  }

  private void job(String act, String url) throws Exception {
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(act, url));
  }

  @Test
  void rowsAreMarkedComeBackAndAreDeletedWhenAPersonAllowsIt(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    Sql.on(
        url,
        "create table gone_people (id int primary key, name text, left_at timestamptz)",
        "insert into gone_people values (1, 'Ada'), (2, 'Bo'), (3, 'Cy'), (100, 'other')");
    job("mark, column: left_at", url);
    people("1,Ada", "3,Cy");
    assertThat(typed.godwit(servers, 0, "run"))
        .contains("gone rows of gone_people: 1 gone of 3: 1 marked");
    assertThat(Sql.on(url, "select id from gone_people where left_at is not null"))
        .containsExactly("2");

    people("2,Bo", "3,Cy");
    assertThat(typed.godwit(servers, 0, "run")).contains("1 gone of 3: 1 marked");
    assertThat(Sql.on(url, "select id from gone_people where left_at is not null"))
        .containsExactly("1");

    job("delete", url);
    people("3,Cy");
    assertThat(typed.godwit(servers, UNFINISHED, "run"))
        .contains("not done: gone rows of gone_people: 2 of the 3 rows that the job owns are gone")
        .contains("godwit finish gone-rows --gone 2");
    assertThat(Sql.on(url, "select count(*) from gone_people")).containsExactly("4");
    assertThat(typed.godwit(servers, 0, "finish", "--gone", "2"))
        .contains("2 gone of 3: 2 deleted");
    assertThat(Sql.on(url, "select id from gone_people order by id")).containsExactly("3", "100");

    people("3,Cy", "4,Di,and more");
    Sql.on(url, "insert into gone_people values (5, 'Ed')");
    assertThat(typed.godwit(servers, UNFINISHED, "run"))
        .contains("1 of the 2 records that were read could not be published");
    assertThat(Sql.on(url, "select id from gone_people order by id"))
        .containsExactly("3", "5", "100");
  }
}

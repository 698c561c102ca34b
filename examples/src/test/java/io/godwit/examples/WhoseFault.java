package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever code a target gives: one bad record is set aside, and an outage is waited out. */
interface WhoseFault {

  Pattern SKIP = Pattern.compile("godwit (skip \\S+ --partition \\d+ --offset \\d+ --record \\d+)");

  private static String rows(int rows) {
    StringBuilder text = new StringBuilder("id,note,tags\n");
    for (int id = 1; id <= rows; id++) {
      text.append(id).append(",note ").append(id).append(',').append(tags(id)).append('\n');
    }
    return text.toString();
  }

  private static String tags(int id) {
    return id == 13_000 ? "'it" : "a";
  }

  private static JobFolder job(JobFolder folder, int rows, String run) throws Exception {
    return folder
        .file("rows.csv", rows(rows))
        .job(
            """
            source: { csv: rows.csv, key: id, types: { id: integer } }
            sink: { table: t, in: app, key: id }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            run: %s
            """
                .formatted(run));
  }

  private static String trigger(String body) {
    return "create function rule() returns trigger language plpgsql as $$ begin "
        + body
        + " return new; end $$;"
        + " create trigger rule before insert or update on t for each row execute function rule()";
  }

  private static String table(String... more) {
    return "create table t (id int primary key, note text, tags tsvector);"
        + String.join(";", more);
  }

  private static String raise(String condition, String words, String state) {
    return "if %s then raise exception '%s' using errcode = '%s'; end if;"
        .formatted(condition, words, state);
  }

  @Test
  default void recordsThatAreRefusedByUnknownCodesAreDeadLetters(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "unknown-codes");
    job.sql(
        table(
            trigger(
                raise("new.id = 7777", "rule 7 is broken", "UX001")
                    + raise("new.id = 8888", "not this one", "P0001")
                    + raise("new.id in (1, 20000)", "no words", "XX000"))));

    JobFolder.Ended ended = job(job, 20_000, "{ partitions: 8 }").run();

    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    Map<String, String> failed = new HashMap<>();
    for (Map<String, String> row : job.listed("failed.csv")) {
      assertThat(row).containsEntry("code", "target-refused");
      failed.put(row.get("key"), row.get("message"));
    }
    assertThat(failed).containsOnlyKeys("1", "7777", "8888", "13000", "20000");
    assertThat(failed.get("7777")).isEqualTo("rule 7 is broken [UX001]");
    assertThat(failed.get("8888")).isEqualTo("not this one [P0001]");
    assertThat(failed.get("20000")).isEqualTo("no words [XX000]");
    assertThat(failed.get("13000")).contains("tsvector").contains("42601");
    assertThat(job.query("select count(*) from t")).containsExactly("19995");
  }

  @Test
  default void aRowThatAPolicyRefusesIsADeadLetter(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "row-policy");
    job.sql(
        table(
            "alter table t enable row level security",
            "create policy p on t using (true) with check (note <> 'note 5')",
            "drop role if exists tenant",
            "create role tenant login password 'tenant'",
            "grant usage on schema \"row-policy\" to tenant",
            "grant all on t to tenant"));
    job(job, 3_000, "{ partitions: 4 }");
    Map<String, String> variables = new HashMap<>(job.variables());
    variables.computeIfPresent(
        "APP_URL",
        (name, url) ->
            url.replaceAll("user=[^&]*", "user=tenant")
                .replaceAll("password=[^&]*", "password=tenant"));

    JobFolder.Ended ended = job.typed(variables, "run", job.jobFile().toString());

    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    assertThat(job.listed("failed.csv"))
        .singleElement()
        .satisfies(
            row -> assertThat(row.get("message")).contains("row-level security").contains("42501"));
    assertThat(job.query("select count(*) from t")).containsExactly("2999");
  }

  /** The trigger stands there from the start; only what it says changes. */
  @Test
  default void anOutageOfWhateverCodeMakesNoDeadLetter(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "outage");
    job.sql(
        table(
            "create table state (down boolean)",
            "insert into state values (false)",
            trigger(
                raise("(select down from state)", "maintenance, try later", "P0001")
                    + raise("new.id = 7777", "rule 7 is broken", "UX001"))));
    job(job, 20_000, "{ partitions: 8, batch: { from: 10, to: 100 } }");
    try (GodwitProcess process = job.start(job.variables(), "run", job.jobFile().toString())) {
      Awaitility.await()
          .atMost(FleetRun.PATIENCE)
          .until(() -> Integer.parseInt(job.query("select count(*) from t").getFirst()) > 500);
      job.sql("update state set down = true");
      Awaitility.await()
          .atMost(FleetRun.PATIENCE)
          .until(() -> process.output().contains("target-refuses-all"));
      assertThat(process.output()).contains("maintenance, try later [P0001]");
      // Longer than a record in doubt needs to become a dead letter.
      Awaitility.await()
          .pollDelay(java.time.Duration.ofSeconds(15))
          .atMost(FleetRun.PATIENCE)
          .until(() -> true);
      job.sql("update state set down = false");
      int exit = process.await(FleetRun.PATIENCE);

      assertThat(exit).as(process.output()).isEqualTo(2);
    }
    assertThat(job.listed("failed.csv"))
        .extracting(row -> row.get("key"))
        .containsExactlyInAnyOrder("7777", "13000");
    assertThat(job.query("select count(*) from t")).containsExactly("19998");
  }

  @Test
  default void aBatchThatIsTooSlowIsCutUntilItPasses(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "slow-batches");
    job.sql(
        table(
            trigger("perform pg_sleep(0.005);"),
            "drop role if exists hasty",
            "create role hasty login password 'hasty'",
            "alter role hasty set statement_timeout = '2s'",
            "grant usage on schema \"slow-batches\" to hasty",
            "grant all on t to hasty"));
    job(job, 3_000, "{ partitions: 2 }");
    Map<String, String> variables = new HashMap<>(job.variables());
    variables.computeIfPresent(
        "APP_URL",
        (name, url) ->
            url.replaceAll("user=[^&]*", "user=hasty")
                .replaceAll("password=[^&]*", "password=hasty"));

    JobFolder.Ended ended = job.typed(variables, "run", job.jobFile().toString());

    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(job.query("select count(*) from t")).containsExactly("3000");
  }

  /** A record that alone takes too long is named with the command that sets it aside. */
  @Test
  default void whatWaitsAloneIsSetAsideByTheCommandThatItsMessageNames(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "skipped");
    job.sql(
        table(
            trigger("if new.id = 500 then perform pg_sleep(20); end if;"),
            "drop role if exists impatient",
            "create role impatient login password 'impatient'",
            "alter role impatient set statement_timeout = '300ms'",
            "grant usage on schema \"skipped\" to impatient",
            "grant all on t to impatient"));
    job(job, 1_000, "{ partitions: 2, batch: { from: 1, to: 64 } }");
    Map<String, String> variables = new HashMap<>(job.variables());
    variables.computeIfPresent(
        "APP_URL",
        (name, url) ->
            url.replaceAll("user=[^&]*", "user=impatient")
                .replaceAll("password=[^&]*", "password=impatient"));
    try (GodwitProcess process = job.start(variables, "run", job.jobFile().toString())) {
      Awaitility.await()
          .atMost(FleetRun.PATIENCE)
          .until(() -> SKIP.matcher(process.output()).find());
      assertThat(process.output()).contains("rows.csv:501, key 500, alone").contains("target-slow");
      Matcher found = SKIP.matcher(process.output());
      assertThat(found.find()).isTrue();
      JobFolder.Ended skip = job.typed(Map.of(), found.group(1).split(" "));
      assertThat(skip.exit()).as(skip.output()).isZero();
      int exit = process.await(FleetRun.PATIENCE);

      assertThat(exit).as(process.output()).isEqualTo(2);
    }
    assertThat(job.listed("failed.csv"))
        .singleElement()
        .satisfies(row -> {
          assertThat(row).containsEntry("key", "500").containsEntry("code", "skipped");
          assertThat(row).containsEntry("class", "operator");
        });
    assertThat(job.query("select count(*) from t")).containsExactly("999");
    JobFolder.Ended late =
        job.typed(Map.of(), "skip", "skipped", "--partition", "0", "--offset", "0");
    assertThat(late.exit()).isEqualTo(3);
    assertThat(late.output()).contains("is finished");
  }

  /** Nothing is bad with the others, which have long gone in when its records are looked at. */
  @Test
  default void aPartitionOfBadRecordsOnlyIsDecided(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "all-of-one");
    job.sql(table(trigger(raise("new.id between 2 and 301", "not yet", "UX009"))));
    JobFolder.Ended ended = job(job, 300, "{ partitions: 1 }").run();

    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    assertThat(job.listed("failed.csv")).hasSize(299);
    assertThat(job.query("select id from t")).isEqualTo(List.of("1"));
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last record of a key wins, where a key is what the target takes for one. */
interface KeysOfTheTarget {

  /** Each key of so many, spelt otherwise each time; the last time is the highest. */
  private static String rows(String header, String... spellings) {
    StringBuilder rows = new StringBuilder(header).append('\n');
    for (int time = 0; time < spellings.length; time++) {
      for (int key = 0; key < 3_000; key++) {
        rows.append(spellings[time].replace("KEY", String.format("%05d", key)))
            .append(',')
            .append(time)
            .append('\n');
      }
    }
    return rows.toString();
  }

  private static void lastWins(JobFolder job, String source, String steps, int last)
      throws Exception {
    job.job(
        """
        source: { csv: rows.csv, duplicates: last-wins, %s }
        steps: %s
        sink: { table: t, in: app, key: id }
        connections: { app: { jdbc: "${env:APP_URL}" } }
        """
            .formatted(source, steps));
    JobFolder.Ended ended = job.run();

    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(
            job.query("select count(*) || ' ' || count(*) filter (where n = " + last + ") from t"))
        .containsExactly("3000 3000");
  }

  @Test
  default void numbersAreOneHoweverTheyAreSpelt(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "spelt-numbers");
    job.sql("create table t (id int primary key, n int)");
    job.file("rows.csv", rows("id,n", "KEY", "0KEY", "+KEY"));

    lastWins(job, "key: id", "[]", 2);
  }

  @Test
  default void theSinksKeyDecidesAndNotTheSources(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "sinks-key");
    job.sql("create table t (id text primary key, n int)");
    StringBuilder rows = new StringBuilder("line,email,n\n");
    for (int i = 0; i < 9_000; i++) {
      rows.append(i).append(",m").append(i % 3_000).append("@example.org,").append(i / 3_000);
      rows.append('\n');
    }
    job.file("rows.csv", rows.toString());

    lastWins(
        job,
        "key: line",
        "[ set: { mail: \"'<' + r.email + '>'\" }, rename: { mail: id }, keep: [id, n] ]",
        2);
  }

  @Test
  default void textsAreOneWithoutCaseAccentsAndForm(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "spelt-texts");
    job.sql(
        "create collation \"spelt-texts\".ci (provider = icu, locale = 'und-u-ks-level1',"
            + " deterministic = false);create table \"spelt-texts\".t (id text collate"
            + " \"spelt-texts\".ci primary key, n int)");
    job.file("rows.csv", rows("id,n", "é-KEY", "e\u0301-KEY", "E-KEY", "È-KEY"));

    lastWins(job, "key: id", "[]", 3);
  }

  @Test
  default void blanksBehindAKeyOfFixedLengthDoNotCount(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "padded");
    job.sql("create table t (id char(12) primary key, n int)");
    job.file("rows.csv", rows("id,n", "KEY", "KEY ", "KEY  "));

    lastWins(job, "key: id", "[]", 2);
  }

  @Test
  default void numbersOfEveryTypeAreOneInMongoDb(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "bson-numbers");
    StringBuilder lines = new StringBuilder();
    String[] spellings = {"KEY", "KEY.0", "{\"$numberDecimal\":\"KEY.00\"}", "KEYE0"};
    for (int time = 0; time < spellings.length; time++) {
      for (int key = 1; key <= 1_000; key++) {
        lines
            .append("{\"_id\":")
            .append(spellings[time].replace("KEY", Integer.toString(key)))
            .append(",\"n\":")
            .append(time)
            .append("}\n");
      }
    }
    job.file("docs.jsonl", lines.toString())
        .job(
            """
            source: { jsonl: docs.jsonl, key: _id, duplicates: last-wins }
            sink: { collection: docs, in: db, key: _id }
            connections: { db: { mongodb: "${env:MONGODB_URL}" } }
            """);
    JobFolder.Ended ended = job.run();

    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(job.documents("docs"))
        .hasSize(1_000)
        .allSatisfy(document -> assertThat(document.getNumber("n").intValue()).isEqualTo(3));
  }

  @Test
  default void aKeyThatNobodyCanKnowIsRefusedWhereTheLastIsToWin(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "unknown-key");
    job.sql("create table t (id int primary key); create table u (code text primary key, id int)");
    job.sql("insert into u values ('a', 1)");
    job.file("rows.csv", "code\na\n");
    String yaml =
        """
        source: { csv: rows.csv, key: code, duplicates: %s }
        steps:
          - lookup: { in: app, table: u, by: code, take: id }
          - keep: [id]
        sink: { table: t, in: app, key: id }
        connections: { app: { jdbc: "${env:APP_URL}" } }
        """;

    job.job(yaml.formatted("last-wins"));
    JobFolder.Ended refused = job.run();
    assertThat(refused.exit()).as(refused.output()).isEqualTo(3);
    assertThat(refused.output())
        .contains("key-unknown", "step 1 (lookup) makes 'id'", "duplicates: any");

    job.job(yaml.formatted("any"));
    JobFolder.Ended planned = job.typed(job.variables(), "plan", job.jobFile().toString());
    assertThat(planned.output())
        .contains("note: placed by the source's key", "step 1 (lookup) makes");
    assertThat(job.run().exit()).isZero();
    assertThat(job.query("select id from t")).isEqualTo(List.of("1"));
  }

  @Test
  default void aTypeOfWhichTheSpellingsAreNotKnownIsRefusedWhereTheLastIsToWin(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "unknown-type");
    job.sql("create table t (id inet primary key)");
    job.file("rows.csv", "id\n10.0.0.1\n10.0.0.1/32\n")
        .job(
            """
            source: { csv: rows.csv, key: id, duplicates: last-wins }
            sink: { table: t, in: app, key: id }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            """);
    JobFolder.Ended refused = job.run();

    assertThat(refused.exit()).as(refused.output()).isEqualTo(3);
    assertThat(refused.output()).contains("key-unknown", "column id (inet)");
  }
}

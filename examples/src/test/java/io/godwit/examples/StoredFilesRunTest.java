package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs over files of records in a store: joined with a file, by a share, and the first of a key.
 */
@ExtendWith(EmbeddedServers.class)
class StoredFilesRunTest {

  private static final int ROWS = 3000;

  private static final String JOB =
      """
      source: { csv: "in/*", in: disk, key: id, types: { id: integer }, split: 10KB%s }
      %s
      sink: { table: t, in: app, key: id%s }
      connections:
        disk: { folder: "${env:DISK}" }
        app: { jdbc: "${env:APP_URL}" }
      run: { partitions: 4 }
      """;

  @TempDir private Path folder;

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve("disk").resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (name.endsWith(".gz")) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(packed)) {
        out.write(bytes);
      }
      bytes = packed.toByteArray();
    }
    Files.write(file, bytes);
  }

  private static String rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> i + ",k" + i % 7 + "\n")
        .collect(Collectors.joining("", "id,code\n", ""));
  }

  private JobFolder job(Environment environment, String name, String yaml) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, name).job(yaml);
    job.sql("create table t (id integer primary key, code text, name text)");
    return job;
  }

  private String run(JobFolder job) {
    Map<String, String> variables = new java.util.HashMap<>(job.variables());
    variables.put("DISK", folder.resolve("disk").toString());
    JobFolder.Ended ended = job.typed(variables, "run", job.jobFile().toString(), "--json");
    assertThat(ended.exit()).as(ended.output()).isZero();
    return ended.output();
  }

  @Test
  void aShareOfPackedAndPlainFilesIsJoinedWithAFile(Environment environment) throws Exception {
    write("in/a.csv", rows(0, 2000));
    write("in/b.csv.gz", rows(2000, ROWS));
    write("codes.csv", "key;name\n" + "k0;zero\nk1;one\nk2;two\nk3;three\nk4;four\nk5;five\n");
    String lookup =
        "steps: [ lookup: { in: disk, table: codes.csv, by: code, column: key, take: name,"
            + " missing: drop } ]";
    JobFolder job =
        job(environment, "stored-files", JOB.formatted(", sample: 40%", lookup, ", write: upsert"));
    String output = run(job);
    assertThat(output).contains("\"balanced\":true", "\"read\":3000,", "\"failed\":0");
    List<String> rows = job.query("select id || code || name from t");
    assertThat(rows.size()).isBetween(850, 1200);
    assertThat(output).contains("\"written\":" + rows.size() + ",");
    assertThat(output).contains("\"dropped\":" + (ROWS - rows.size()) + ",");
    assertThat(job.query("select count(*) from t where code = 'k6'")).containsExactly("0");
    assertThat(job.query("select distinct name from t where id % 7 = 3")).containsExactly("three");
  }

  @Test
  void theFirstOfAKeyWinsInTheOrderOfTheFiles(Environment environment) throws Exception {
    write("in/1.csv", rows(0, 1000));
    write("in/2.csv", rows(500, 1500).replace(",k", ",late"));
    write("in/3.csv", rows(0, 1500).replace(",k", ",last"));
    JobFolder job =
        job(
            environment,
            "first-wins",
            JOB.formatted(", duplicates: first-wins", "", ", write: insert-if-absent"));
    assertThat(run(job)).contains("\"balanced\":true", "\"written\":1500,", "\"unchanged\":2000,");
    assertThat(job.query("select count(*) from t where id < 1000 and code like 'k%'"))
        .containsExactly("1000");
    assertThat(job.query("select count(*) from t where id >= 1000 and code like 'late%'"))
        .containsExactly("500");
  }

  /** Of a table nobody knows the count before it is read; of two each has its own limit. */
  @Test
  void aLimitOfTablesIsExact(Environment environment) throws Exception {
    JobFolder job =
        job(
            environment,
            "limited-tables",
            """
            source: { tables: [a, b], in: app, split: 100, limit: 250 }
            sink: { table: "{unit}_copy", in: app, key: id }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            """);
    job.sql(
        "create table a as select generate_series(1, 1000) id; alter table a add primary key"
            + " (id);create table b as select generate_series(1, 90) id; alter table b add primary"
            + " key (id);create table a_copy (id integer primary key);create table b_copy (id"
            + " integer primary key)");
    write("none", "");
    assertThat(run(job)).contains("\"balanced\":true", "\"read\":340,", "\"written\":340,");
    assertThat(job.query("select count(*) from a_copy")).containsExactly("250");
    assertThat(job.query("select count(*) from b_copy")).containsExactly("90");
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a repeat would show in the target, or in the books, does not show where there is a ledger.
 */
interface NotedRuns {

  int NOTED = 20_000;

  /** Nothing in the table tells one row from another, and still none is there twice. */
  @Test
  default void killsDoubleNoRowOfATableWithoutAKey(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = noted(environment, folder, "killed-inserts", "write: insert");
    job.sql("create table t (id int, name text)");
    Path reports = killed(environment, job, 11);
    assertThat(outcomes(job, reports)).isEqualTo(Map.of("written", (long) NOTED));
    assertThat(job.query("select count(*) || ' ' || count(distinct id) from t"))
        .containsExactly(NOTED + " " + NOTED);
  }

  /** Each second row is there as it is before the run, which is counted so whoever was killed. */
  @Test
  default void killsCountNoRowOfTheRunAsUnchanged(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = noted(environment, folder, "killed-comparing", "compare: true");
    job.sql("create table t (id int primary key, name text, stamp int default 0)");
    job.sql("insert into t select n, 'n' || n from generate_series(1, " + NOTED + ") n");
    job.sql("update t set name = upper(name) where id % 2 = 0");
    job.sql(
        "create function stamped() returns trigger language plpgsql as 'begin new.stamp :="
            + " old.stamp + 1; return new; end'");
    job.sql("create trigger stamped before update on t for each row execute function stamped()");
    Path reports = killed(environment, job, 12);
    assertThat(outcomes(job, reports))
        .isEqualTo(Map.of("written", NOTED / 2L, "unchanged", NOTED / 2L));
    assertThat(job.query("select count(*) from t where name = 'n' || id and stamp = 1 - id % 2"))
        .containsExactly(String.valueOf(NOTED));
  }

  private static JobFolder noted(Environment environment, Path folder, String name, String write)
      throws IOException, SQLException {
    StringBuilder rows = new StringBuilder("id,name\n");
    for (int id = 1; id <= NOTED; id++) {
      rows.append(id).append(",n").append(id).append('\n');
    }
    return JobFolder.create(environment, folder, name)
        .file("rows.csv", rows.toString())
        .job(
            """
            source: { csv: rows.csv, key: id, types: { id: integer } }
            sink: { table: t, in: app, %s }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            run: %s
            """
                .formatted(write, DisturbedRuns.SLOW));
  }

  private static Path killed(Environment environment, JobFolder job, long seed) throws IOException {
    try (FleetRun run =
        new FleetRun(environment, job.path(), job.name(), job.jobFile(), job.variables(), 2)) {
      run.kill(NOTED, 4, new Random(Long.getLong("godwit.seed", 0) + seed));
      return run.finish(0);
    }
  }

  private static Map<String, Long> outcomes(JobFolder job, Path reports) throws IOException {
    assertThat(reports).isDirectory();
    List<Map<String, String>> rows =
        job.listed(job.path().resolve("home-of-roles"), "migrated.csv");
    return rows.stream()
        .collect(
            Collectors.groupingBy(row -> row.getOrDefault("outcome", ""), Collectors.counting()));
  }
}

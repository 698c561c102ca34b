package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one record asks of a process ends that record, and no process. */
interface MonstrousRecords {

  String JOB =
      """
      source: { csv: rows.csv, key: id, types: { id: integer }, split: 20KB }
      steps:
        - set: { note: "size(r.note.replace('y', r.note))" }
      sink: { table: t, in: app, key: id }
      connections: { app: { jdbc: "${env:APP_URL}" } }
      """;

  @Test
  default void aRecordWhoseExpressionAsksForGigabytesFailsByName(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "monstrous");
    job.sql("create table t (id int primary key, note int)");
    StringBuilder rows = new StringBuilder("id,note\n");
    for (int id = 1; id <= 5_000; id++) {
      rows.append(id).append(',').append(id == 3_000 ? "y".repeat(60_000) : "any").append('\n');
    }
    job.file("rows.csv", rows.toString()).job(JOB);

    JobFolder.Ended ended = job.run();

    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    assertThat(job.query("select count(*) || ' ' || sum(note) from t"))
        .containsExactly("4999 24995");
    List<Map<String, String>> failed = job.listed("failed.csv");
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0))
        .containsEntry("origin", "rows.csv:3001")
        .containsEntry("code", "expression-failed")
        .containsEntry("column", "note");
    assertThat(failed.get(0).get("message"))
        .contains("replace: a text of 3600000000 characters; a value may have 16.0 MB");
  }

  @Test
  default void aPlanOfFieldsThatDoubleThemselvesShowsTheRecordsAsFailing(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "doubling");
    job.sql("create table t (id int primary key, note text)");
    job.file("rows.csv", "id,note\n1," + "y".repeat(60_000) + "\n")
        .job(
            """
            source: { csv: rows.csv, key: id, types: { id: integer } }
            steps:
            """
                + "  - set: { note: r.note + r.note }\n".repeat(20)
                + """
                sink: { table: t, in: app, key: id }
                connections: { app: { jdbc: "${env:APP_URL}" } }
                """);

    JobFolder.Ended plan = job.typed(job.variables(), "plan", job.jobFile().toString());

    assertThat(plan.exit()).as(plan.output()).isZero();
    assertThat(plan.output()).contains("a value may have 16.0 MB");
  }
}

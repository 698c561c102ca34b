package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.spi.StepConnector;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.fleet.Poison;
import io.godwit.testkit.guarantee.BooksBalance;
import io.godwit.testkit.guarantee.EveryRecordOnce;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.Guarantee;
import io.godwit.testkit.guarantee.LagIsZero;
import io.godwit.testkit.guarantee.Promises;
import io.godwit.testkit.guarantee.TargetRows;
import io.godwit.testkit.guarantee.TheSpoiltFail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One record cannot end a job, whatever it does to a process; and kills by others blame none. */
interface PoisonedRuns {

  int ROWS = 5_000;

  @Test
  default void aRecordThatEndsWorkersIsSetAside(Environment environment, @TempDir Path folder)
      throws Exception {
    Map<Integer, String> marks = Map.of(2_718, Poison.MEMORY);
    JobFolder job = poisoned(environment, folder, "poisoned", marks, 2);
    int deaths;
    try (FleetRun run = start(environment, job, marks)) {
      deaths = run.reviveUntilEnd(2);
    }
    checkAll(environment, job, 1);
    assertThat(job.listed(homeOf(job), "failed.csv"))
        .singleElement()
        .satisfies(failed ->
            assertThat(failed)
                .containsEntry("code", "record-kills-worker")
                .containsEntry("origin", "rows.csv:2719"));
    assertThat(job.listed(homeOf(job), "failed.csv").getFirst().get("message"))
        .contains("OutOfMemoryError");
    assertThat(job.query("select count(*) from t")).containsExactly(String.valueOf(ROWS - 1));
    assertThat(deaths).as("workers that it has cost").isEqualTo(2);
  }

  @Test
  default void recordsThatEndWorkersInOtherWaysAreSetAside(
      Environment environment, @TempDir Path folder) throws Exception {
    // Two in one pack: each is the other's neighbour.
    Map<Integer, String> marks = Map.of(100, Poison.STACK, 101, Poison.EXIT);
    JobFolder job = poisoned(environment, folder, "poisoned-otherwise", marks, 1);
    int deaths;
    try (FleetRun run = start(environment, job, marks)) {
      deaths = run.reviveUntilEnd(2);
    }
    checkAll(environment, job, marks.size());
    assertThat(job.listed(homeOf(job), "failed.csv"))
        .allSatisfy(failed -> assertThat(failed).containsEntry("code", "record-kills-worker"));
    assertThat(deaths).as("workers that they have cost").isBetween(2, 2 * marks.size());
  }

  @Test
  default void killsByOthersSetNothingAside(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = poisoned(environment, folder, "not-poisoned", Map.of(), 2);
    Random random = new Random(8);
    try (FleetRun run = start(environment, job, Map.of())) {
      // Time and again at nearly the same place, as if a record there were to blame.
      for (int i = 0; i < 8; i++) {
        run.awaitStep(ROWS + i * ROWS / 16);
        run.killAndRestartWhateverIsLeft("worker-" + (1 + random.nextInt(2)));
      }
      assertThat(run.reviveUntilEnd(0)).as("workers that ended by themselves").isZero();
    }
    checkAll(environment, job, 0);
  }

  /** Only the marked rows may fail, and none of them may stand in the table for a moment. */
  private static FleetRun start(
      Environment environment, JobFolder job, Map<Integer, String> marks) {
    Map<String, String> variables = new HashMap<>(job.variables());
    variables.put(GodwitProcess.CONNECTORS, job.path().resolve("connectors").toString());
    Set<String> spoilt =
        marks.keySet().stream().map(id -> "rows.csv:" + (id + 1)).collect(Collectors.toSet());
    Promises promises =
        Promises.standard()
            .ofTarget(TargetRows.ofFields("id", "mark"))
            .with(() -> new TheSpoiltFail(spoilt));
    return new FleetRun(
        environment, job.path(), job.name(), job.jobFile(), variables, 2, job.watch(promises, "t"));
  }

  private static Path homeOf(JobFolder job) {
    return job.path().resolve("home-of-roles");
  }

  private static JobFolder poisoned(
      Environment environment, Path folder, String name, Map<Integer, String> marks, int partitions)
      throws IOException, SQLException {
    JobFolder job = JobFolder.create(environment, folder, name);
    job.sql("create table t (id int primary key, mark text)");
    StringBuilder rows = new StringBuilder("id,mark\n");
    for (int id = 1; id <= ROWS; id++) {
      rows.append(id).append(',').append(marks.getOrDefault(id, Poison.HARMLESS)).append('\n');
    }
    Path services = Files.createDirectories(job.path().resolve("connectors/META-INF/services"));
    Files.writeString(services.resolve(StepConnector.class.getName()), Poison.class.getName());
    return job.file("rows.csv", rows.toString())
        .job(
            """
            source: { csv: rows.csv, key: id, types: { id: integer } }
            steps:
              - poison: mark
            sink: { table: t, in: app, key: id }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            run: { partitions: %s, batch: { from: 10, to: 100 }, commit: 50ms }
            """
                .formatted(partitions));
  }

  private static void checkAll(Environment environment, JobFolder job, int failed)
      throws Exception {
    Set<String> origins = new HashSet<>();
    for (int line = 2; line <= ROWS + 1; line++) {
      origins.add("rows.csv:" + line);
    }
    Path reports = FleetRun.reports(homeOf(job), job.name());
    FinishedRun evidence = new FinishedRun(environment.bootstrap(), job.name(), reports, origins);
    List.<Guarantee>of(new BooksBalance(), new EveryRecordOnce(), new LagIsZero())
        .forEach(guarantee -> guarantee.check(evidence));
    assertThat(job.query("select count(*) from t")).containsExactly(String.valueOf(ROWS - failed));
  }
}

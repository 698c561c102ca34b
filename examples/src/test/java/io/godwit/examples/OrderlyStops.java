package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.guarantee.BooksBalance;
import io.godwit.testkit.guarantee.EveryRecordOnce;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.Guarantee;
import io.godwit.testkit.guarantee.LagIsZero;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role that is asked to stop ends with 0, and leaves nothing half done. */
interface OrderlyStops {

  /** What a scheduler grants at least before it kills. */
  Duration DRAIN = Duration.ofSeconds(30);

  int RECORDS = 20_000;

  /** Counts every row that is ever written to the target, and not only those that it holds. */
  String COUNTED =
      """
      create table writes (id text);
      create function count_write() returns trigger language plpgsql as
        'begin insert into "%1$s".writes values (new.lti_launch_id); return new; end';
      create trigger counted after insert or update on assignment_submissions
        for each row execute function count_write()
      """;

  @Test
  default void aWorkerInTheMiddleOfABatchFinishesIt(Environment environment, @TempDir Path folder)
      throws Exception {
    String name = "stopped";
    Submissions job =
        Submissions.create(
            environment,
            folder,
            name,
            RECORDS,
            "{ partitions: 4, batch: { from: 100, to: 100, pause: 50ms }, commit: 100ms }");
    try (Connection target = connect(environment, name);
        Statement sql = target.createStatement();
        FleetRun run = startCounted(job, sql)) {
      run.awaitStep(RECORDS + RECORDS / 20);
      target.setAutoCommit(false);
      sql.execute("lock table assignment_submissions in share mode");
      awaitBlockedBatch(environment, name);
      GodwitProcess worker = run.fleet().process("worker-1");
      long asked = System.nanoTime();
      worker.terminate();
      Awaitility.await("a batch is at the target")
          .during(Duration.ofSeconds(1))
          .until(worker::isAlive);
      target.rollback();
      assertThat(worker.await(DRAIN)).as(worker.output()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(DRAIN);
      target.setAutoCommit(true);
      long before = count(sql, "select count(*) from writes");
      assertThat(before).isBetween(1L, RECORDS - 1L);

      run.fleet().worker("worker-2");
      FinishedRun evidence = job.evidence(run.finish(2));
      List.<Guarantee>of(new BooksBalance(), new EveryRecordOnce(), new LagIsZero())
          .forEach(guarantee -> guarantee.check(evidence));
      assertThat(count(sql, "select count(*) from writes"))
          .as("rows written, again and again included")
          .isEqualTo(count(sql, "select count(*) from assignment_submissions"))
          .isGreaterThan(before);
    }
  }

  @Test
  default void anAggregatorEndsWithZeroUnlessItWasToSeeTheEnd(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "stopped-aggregator");
    job.file("rows.csv", "id\n1\n").job(StartChecks.JOB);
    List<GodwitProcess> aggregators =
        List.of(
            job.start(job.variables(), "aggregator", job.name(), "--name", "for-ever"),
            job.start(
                job.variables(), "aggregator", job.name(), "--name", "to-end", "--until-complete"));
    try {
      for (GodwitProcess aggregator : aggregators) {
        Awaitility.await("both aggregators count")
            .atMost(FleetRun.PATIENCE)
            .until(() -> aggregator.output().split(" counts for ", -1).length == 3);
        aggregator.terminate();
      }
      assertThat(aggregators.getFirst().await(DRAIN)).as(aggregators.getFirst().output()).isZero();
      assertThat(aggregators.getLast().await(DRAIN)).isEqualTo(130);
    } finally {
      aggregators.forEach(GodwitProcess::close);
    }
  }

  private static FleetRun startCounted(Submissions job, Statement sql)
      throws IOException, SQLException {
    sql.execute(COUNTED.formatted(job.name()));
    return job.start(1);
  }

  private static void awaitBlockedBatch(Environment environment, String schema)
      throws SQLException {
    try (Connection other = connect(environment, schema);
        Statement sql = other.createStatement()) {
      Awaitility.await("a batch waits for the table")
          .atMost(FleetRun.PATIENCE)
          .until(() ->
              count(
                      sql,
                      "select count(*) from pg_locks where not granted and relation ="
                          + " 'assignment_submissions'::regclass")
                  > 0);
    }
  }

  private static long count(Statement sql, String query) throws SQLException {
    try (ResultSet rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Connection connect(Environment environment, String schema) throws SQLException {
    return DriverManager.getConnection(environment.jdbcUrl() + "&currentSchema=" + schema);
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.env.Skip;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.Guarantee;
import io.godwit.testkit.watch.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Whatever happens to the processes of a run, it ends as if nothing had happened. */
interface DisturbedRuns {

  /**
   * Small batches, rests and frequent commits: there is something to hit at every moment, and most
   * of the time costs nothing.
   */
  String SLOW = "{ batch: { from: 10, to: 40, pause: 50ms }, commit: 50ms, partitions: 8 }";

  int SUBMISSIONS = 20_000;

  int COPIES = 2;

  int SEEDS = 10;

  /**
   * Why an ordinary build goes without what only kills: every pair is killed there, and this one.
   */
  String DEALT = "the seeds of DealtFaults kill such runs; -Dgodwit.long=true runs these, too";

  @Test
  default void killedSubmissionsEndAsUndisturbedOnes(Environment environment, @TempDir Path folder)
      throws Exception {
    Skip.unless(DisturbedRuns.class, Boolean.getBoolean("godwit.long"), DEALT);
    String calm = Submissions.undisturbed(environment, folder, SUBMISSIONS);
    for (long seed = 1; seed <= SEEDS; seed++) {
      Submissions killed =
          Submissions.create(environment, folder, "killed-" + seed, SUBMISSIONS, SLOW);
      Path reports;
      try (FleetRun run = killed.start(2)) {
        run.kill(SUBMISSIONS, 7, new Random(Long.getLong("godwit.seed", 0) + seed));
        reports = run.finish(2);
      }
      Guarantee.checkAll(killed.evidence(reports), calm, killed.digest());
    }
  }

  @Test
  default void killedDocumentsEndAsUndisturbedOnes(Environment environment, @TempDir Path folder)
      throws Exception {
    Skip.unless(DisturbedRuns.class, Boolean.getBoolean("godwit.long"), DEALT);
    Documents calm =
        Documents.create(environment, folder, "calm-documents", COPIES, "{ partitions: 8 }");
    JobFolder.Ended ended = calm.job().run();
    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    Documents killed = Documents.create(environment, folder, "killed-documents", COPIES, SLOW);
    JobFolder job = killed.job();
    Path reports;
    try (FleetRun run = killed.start()) {
      run.kill(killed.records(), 6, new Random(Long.getLong("godwit.seed", 0) + 3));
      reports = run.finish(2);
    }
    Guarantee.checkAll(
        new FinishedRun(environment.bootstrap(), job.name(), reports, killed.origins()),
        calm.digest(),
        killed.digest());
  }

  @Test
  default void rivalsOfAllKindsLeaveWhatOneWouldHaveLeft(
      Environment environment, @TempDir Path folder) throws Exception {
    String calm = Submissions.undisturbed(environment, folder, SUBMISSIONS);
    Random random = new Random(4);
    Submissions wanted =
        Submissions.create(environment, folder, "wanted", SUBMISSIONS, "{ partitions: 8 }");
    Path home = wanted.job().resolveSibling(".");
    try (Watch watch = wanted.watch(wanted.promises());
        Rivals rivals = new Rivals(environment, home, wanted.job(), wanted.variables(), random)) {
      for (int i = 0; i < 3; i++) {
        rivals.start();
        rivals.start();
        rivals.killOne();
      }
      // 137 is a kill; all others know whether they have done it, and whose the job was.
      assertThat(rivals.ends()).as(rivals.output()).isSubsetOf(0, 2, 6, 7, 137);
      rivals.start(List.of("run"));
      assertThat(rivals.ends().getLast()).as(rivals.output()).isEqualTo(2);
      Path reports = FleetRun.reports(rivals.home(6), wanted.name());
      watch.judge(wanted.evidence(reports));
      Guarantee.checkAll(wanted.evidence(reports), calm, wanted.digest());
    }
  }

  @Test
  default void scalingChangesNothing(Environment environment, @TempDir Path folder)
      throws Exception {
    String calm = Submissions.undisturbed(environment, folder, SUBMISSIONS);
    Submissions scaled = Submissions.create(environment, folder, "scaled", SUBMISSIONS, SLOW);
    Path reports;
    try (FleetRun run = scaled.start(2)) {
      run.awaitStep(SUBMISSIONS * 2 / 3);
      List.of("worker-3", "worker-4").forEach(run.fleet()::worker);
      run.awaitStep(SUBMISSIONS * 4 / 3);
      // One that has hardly begun to start has nothing to leave.
      GodwitProcess third = run.fleet().process("worker-3");
      await().atMost(FleetRun.PATIENCE).until(() -> third.output().contains("works for"));
      for (String leaving : List.of("worker-1", "worker-3")) {
        GodwitProcess worker = run.fleet().process(leaving);
        worker.terminate();
        assertThat(worker.await(Duration.ofMinutes(1))).as(worker.output()).isZero();
      }
      reports = run.finish(2);
    }
    Guarantee.checkAll(scaled.evidence(reports), calm, scaled.digest());
  }

  @Test
  default void aSecondAggregatorRebuildsTheSameReport(Environment environment, @TempDir Path folder)
      throws Exception {
    Submissions twice =
        Submissions.create(environment, folder, "counted-twice", 5_000, "{ partitions: 4 }");
    try (FleetRun run = twice.start(1)) {
      Path first = run.finish(2);
      run.fleet().aggregator("second");
      GodwitProcess aggregator = run.fleet().process("second");
      assertThat(aggregator.await(FleetRun.PATIENCE)).as(aggregator.output()).isEqualTo(2);
      Path second = FleetRun.reports(run.fleet().homeOf("second"), twice.name());
      for (String file : List.of("migrated.csv", "dropped.csv", "failed.csv")) {
        assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
      }
      assertThat(JsonMapper.shared().readTree(Files.readString(second.resolve("report.json"))))
          .isEqualTo(JsonMapper.shared().readTree(Files.readString(first.resolve("report.json"))));
    }
  }
}

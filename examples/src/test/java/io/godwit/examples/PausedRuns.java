package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.fleet.Scrape;
import io.godwit.testkit.guarantee.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is paused stands still until it is resumed, and ends as if nothing had happened. */
interface PausedRuns {

  /** What is promised, and what a batch in hand and a busy machine take. */
  Duration SOON = Duration.ofSeconds(8);

  int PAUSED = 60_000;

  /**
   * Slow enough that it is paused in its middle, with few batches, each of which costs a commit.
   */
  String PACED = "{ batch: { from: 50, to: 200, pause: 200ms }, commit: 50ms, partitions: 8 }";

  @Test
  default void aPausedRunStandsStillWhoeverIsKilled(Environment environment, @TempDir Path folder)
      throws Exception {
    String calm = Submissions.undisturbed(environment, folder, PAUSED);
    Submissions job = Submissions.create(environment, folder, "paused", PAUSED, PACED);
    Path reports;
    try (FleetRun run = job.start(2)) {
      run.awaitStep(PAUSED / 20);
      // To begin the command takes a producer's time for the whole file.
      run.fleet().process("producer").freeze();
      answers(run.say("pause", "paused"), "paused, run ", ": paused. Within 2 s", " resume paused");
      run.fleet().process("producer").wake();
      long still = run.awaitStandstill(SOON);
      assertThat(still).as("published and settled").isLessThan(2 * PAUSED);
      answers(run.say("status", "paused"), "splits are not read yet", "paused: run ");

      for (String killed : List.of("worker-1", "producer")) {
        run.killAndRestart(killed);
      }
      for (String role : List.of("producer", "worker-1", "worker-2")) {
        awaitTold(run.fleet().process(role));
      }
      assertThat(run.awaitStandstill(Duration.ofSeconds(1))).isEqualTo(still);
      answers(run.say("pause", "paused"), "is paused already", "nothing is changed");

      answers(run.say("resume", "paused"), "goes on; it was paused since 2");
      answers(run.say("resume", "paused"), "is not paused; nothing is changed");
      reports = run.finish(2);
    }
    Guarantee.checkAll(job.evidence(reports), calm, job.digest());
  }

  /**
   * A role says that it is paused, and is ready all the same: a worker tells the one from its first
   * moment on, and is ready once it has its place in the group.
   */
  private static void awaitTold(GodwitProcess role) {
    Awaitility.await("it tells that it is paused, and is ready")
        .atMost(FleetRun.PATIENCE)
        .ignoreExceptions()
        .until(() -> {
          Scrape scrape = Scrape.of(role);
          return scrape.sum("godwit_waiting", "paused").orElse(0) == 1
              && scrape.sum("godwit_ready").orElse(0) == 1;
        });
    assertThat(role.output()).contains("is paused since", "godwit resume paused");
  }

  private static void answers(JobFolder.Ended ended, String... words) {
    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(ended.output()).contains(words);
  }

  @Test
  default void whatIsStuckIsNotTriedWhileItsRunIsPaused(
      Environment environment, @TempDir Path folder) throws Exception {
    Submissions job =
        Submissions.create(environment, folder, "paused-stuck", 3_000, DisturbedRuns.SLOW);
    try (Brake brake = Brake.on(job)) {
      brake.shut();
      try (FleetRun run = job.start(1)) {
        RivalRuns.awaitSaid(run.fleet().process("worker-1"), "the target is shut");
        answers(run.say("pause", "paused-stuck"), "paused. Within 2 s");
        RivalRuns.awaitSaid(run.fleet().process("worker-1"), "is paused since");
        run.awaitStandstill(SOON);
        brake.open();
        run.awaitStandstill(Duration.ofSeconds(1));
        assertThat(job.digest()).startsWith("0 rows");

        answers(run.say("resume", "paused-stuck"), "goes on");
        run.finish(2);
      }
    }
    assertThat(job.digest()).doesNotStartWith("0 rows");
  }

  @Test
  default void aJobThatIsNotThereIsNotPaused(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "paused-never");
    job.file("rows.csv", "id,name\n1,a\n").job(StartChecks.JOB);
    job.sql("create table t (id int primary key, name text)");
    assertThat(job.run().exit()).isZero();
    for (String command : List.of("pause", "resume")) {
      JobFolder.Ended unknown = job.typed(job.variables(), command, "paused-nevr");
      assertThat(unknown.exit()).isEqualTo(3);
      assertThat(unknown.output())
          .contains("no run of a job paused-nevr", "did you mean 'paused-never'?");
      JobFolder.Ended over = job.typed(job.variables(), command, job.name());
      assertThat(over.exit()).isEqualTo(3);
      assertThat(over.output()).contains("is finished, so nothing is on its way in it");
    }
  }
}

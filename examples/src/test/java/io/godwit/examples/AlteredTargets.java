package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.guarantee.Guarantee;
import io.godwit.testkit.guarantee.LastRowIsTheRecords;
import io.godwit.testkit.guarantee.Promises;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to the table of a run, and killed beside it, no value is wrong, no row double,
 * no record at fault.
 */
interface AlteredTargets {

  int ALTERED_SUBMISSIONS = 20_000;

  int ALTERED_SEEDS = Boolean.getBoolean("godwit.long") ? 10 : 1;

  /** Rests so long that much of the run is left whenever a test gets to look at it. */
  String SMALL = "{ batch: { from: 20, to: 40, pause: 200ms }, commit: 50ms, partitions: 8 }";

  @Test
  default void anAlteredTableEndsAsAnUntouchedOne(Environment environment, @TempDir Path folder)
      throws Exception {
    String calm = Submissions.undisturbed(environment, folder, ALTERED_SUBMISSIONS);
    for (long seed = 1; seed <= ALTERED_SEEDS; seed++) {
      Random random = new Random(seed);
      Submissions job =
          Submissions.create(environment, folder, "altered-" + seed, ALTERED_SUBMISSIONS, SMALL);
      Deque<TableChange> open = new ArrayDeque<>();
      Path reports;
      try (FleetRun run = job.start(2, withOtherTypes(job))) {
        for (int part = 1; part <= 4; part++) {
          // All that is published and some thousands that are written.
          run.awaitStep(ALTERED_SUBMISSIONS + 2_500L * part);
          TableChange change = part == 1 ? TableChange.HARMLESS.getFirst() : undone(open, random);
          job.sql(change.apply());
          if (change.stops()) {
            awaitStop(run, change);
          } else {
            open.push(change);
          }
          if (part % 2 == 0) {
            run.killAndRestart("worker-" + (1 + random.nextInt(2)));
          }
          if (change.stops()) {
            job.sql(change.undo());
          }
        }
        reports = run.finish(2);
      }
      for (TableChange change : open) {
        job.sql(change.undo());
      }
      Guarantee.checkAll(job.evidence(reports), calm, job.digest());
    }
  }

  private static Promises withOtherTypes(Submissions job) throws IOException {
    return job.promises()
        .without(
            LastRowIsTheRecords.class,
            "its columns have other types for a while, which spell a number otherwise; the target"
                + " is compared when they are changed back");
  }

  /** Two open changes of one column could not be undone one by one. */
  private static TableChange undone(Deque<TableChange> open, Random random) {
    TableChange change;
    do {
      change = TableChange.any(random);
    } while (open.stream().anyMatch(change::touchesTheSameAs));
    return change;
  }

  @Test
  default void whatIsAcceptedIsGoneOnWith(Environment environment, @TempDir Path folder)
      throws Exception {
    String calm = Submissions.undisturbed(environment, folder, ALTERED_SUBMISSIONS);
    Submissions job =
        Submissions.create(environment, folder, "accepted", ALTERED_SUBMISSIONS, SMALL);
    Path reports;
    try (FleetRun run = job.start(2)) {
      run.awaitStep(ALTERED_SUBMISSIONS + 2_500);
      job.sql(TableChange.TRIGGER.apply());
      awaitStop(run, TableChange.TRIGGER);
      // Whoever comes later compares with what the run began with, and not with what it finds.
      run.killAndRestart("worker-1");
      int before = run.fleet().process("worker-1").output().length();
      Awaitility.await("the new worker stops, too")
          .atMost(FleetRun.PATIENCE)
          .until(() -> waits(run, "worker-1", before, TableChange.TRIGGER));

      JobFolder.Ended accepted = accept(environment, job, folder);
      assertThat(accepted.exit()).as(accepted.output()).isZero();
      assertThat(accepted.output()).contains("trigger same is new: CREATE TRIGGER", "accepted");
      reports = run.finish(2);
    }
    job.sql(TableChange.TRIGGER.undo());
    Guarantee.checkAll(job.evidence(reports), calm, job.digest());
  }

  @Test
  default void aTableThatIsReplacedEndsTheWorkersAndCannotBeAccepted(
      Environment environment, @TempDir Path folder) throws Exception {
    Submissions job =
        Submissions.create(environment, folder, "replaced", ALTERED_SUBMISSIONS, SMALL);
    try (FleetRun run = job.start(1)) {
      run.awaitStep(ALTERED_SUBMISSIONS + 2_500);
      job.sql(
          "begin; alter table assignment_submissions rename to old;"
              + " create table assignment_submissions (like old including all); commit");
      GodwitProcess worker = run.fleet().process("worker-1");
      assertThat(worker.await(FleetRun.PATIENCE)).as(worker.output()).isEqualTo(3);
      assertThat(worker.output()).contains("target-replaced");

      JobFolder.Ended accepted = accept(environment, job, folder);
      assertThat(accepted.exit()).as(accepted.output()).isEqualTo(3);
      assertThat(accepted.output()).contains("target-replaced");
    }
    assertThat(job.digest()).startsWith("0 rows");
  }

  private static JobFolder.Ended accept(Environment environment, Submissions job, Path folder) {
    return TypedHere.run(
        folder.resolve("accept-" + job.name() + ".log"),
        job.variables(),
        List.of(
            "accept",
            job.name(),
            "--bootstrap",
            environment.bootstrap(),
            "--home",
            folder.resolve("home-of-accept").toString()));
  }

  private static void awaitStop(FleetRun run, TableChange change) {
    Awaitility.await(change.named())
        .atMost(FleetRun.PATIENCE)
        .until(() -> waits(run, "worker-1", 0, change) || waits(run, "worker-2", 0, change));
  }

  private static boolean waits(FleetRun run, String worker, int from, TableChange change) {
    return run.fleet().process(worker).output().substring(from).contains(change.named());
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.Scrape;
import io.godwit.testkit.guarantee.BooksBalance;
import io.godwit.testkit.guarantee.EveryRecordOnce;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.Guarantee;
import io.godwit.testkit.guarantee.LagIsZero;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the group does about a worker that is gone without a word, as the metrics show it. The
 * broker has the settings that docker-compose.yml gives it.
 */
interface TakeOver {

  int PARTITIONS = 8;
  Duration TAKEN_OVER = Duration.ofSeconds(10);

  @Test
  default void aKilledWorkersPartitionsAreTakenOverWithinTenSeconds(
      Environment environment, @TempDir Path folder) throws Exception {
    int records = 40_000;
    Submissions job =
        Submissions.create(
            environment,
            folder,
            "taken-over",
            records,
            "{ partitions: 8, batch: { from: 50, to: 50, pause: 100ms }, commit: 50ms }");
    try (FleetRun run = job.start(2)) {
      await("both have their share", run, "worker-1", PARTITIONS / 2.0);
      await("both have their share", run, "worker-2", PARTITIONS / 2.0);
      run.awaitStep(records + records / 20);
      assertThat(run.fleet().process("worker-2").kill()).as("worker-2 ran").isTrue();
      long killed = System.nanoTime();
      await("the other has all", run, "worker-1", PARTITIONS);
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(TAKEN_OVER);
      Awaitility.await("the aggregator sees one worker")
          .atMost(TAKEN_OVER)
          .until(() -> value(run, "aggregator", "godwit_job_workers").equals(OptionalDouble.of(1)));

      FinishedRun evidence = job.evidence(run.finish(2));
      List.<Guarantee>of(new BooksBalance(), new EveryRecordOnce(), new LagIsZero())
          .forEach(guarantee -> guarantee.check(evidence));
    }
  }

  private static void await(String what, FleetRun run, String worker, double partitions) {
    Awaitility.await(what)
        .atMost(FleetRun.PATIENCE)
        .until(() ->
            value(run, worker, "godwit_worker_partitions").equals(OptionalDouble.of(partitions)));
  }

  private static OptionalDouble value(FleetRun run, String process, String metric) {
    return Scrape.of(run.fleet().process(process)).sum(metric);
  }
}

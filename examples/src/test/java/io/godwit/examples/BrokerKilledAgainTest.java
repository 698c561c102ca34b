package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.embedded.Part;
import io.godwit.testkit.env.EmbeddedEnvironment;
import io.godwit.testkit.env.Skip;
import io.godwit.testkit.guarantee.Guarantee;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet whose one broker is killed again and again in the middle of its runs, at any moment: also
 * while it closes a transaction, and may lose the markers for good. 50 times, where {@code
 * -Dgodwit.long=true} asks for it; an ordinary build kills it under some of its seeds.
 */
final class BrokerKilledAgainTest {

  private static final int RUNS = 10;
  private static final int KILLS_A_RUN = 5;
  private static final long SEED = Long.getLong("godwit.seed", System.nanoTime());
  private static final int RECORDS = 20_000;

  @Test
  void theRunsEndAsUndisturbedOnes(@TempDir Path folder) throws Exception {
    Skip.unless(
        BrokerKilledAgainTest.class, Boolean.getBoolean("godwit.long"), DisturbedRuns.DEALT);
    System.out.println("godwit.seed=" + SEED);
    Random random = new Random(SEED);
    try (EmbeddedEnvironment environment = EmbeddedEnvironment.start(folder.resolve("servers"))) {
      String calm = Submissions.undisturbed(environment, folder, RECORDS);
      for (int i = 0; i < RUNS; i++) {
        Submissions killed =
            Submissions.create(environment, folder, "brokerless-" + i, RECORDS, DisturbedRuns.SLOW);
        try (FleetRun run = killed.start(2)) {
          disturb(environment, run, random);
          Path reports = run.finish(2);
          System.out.println("run " + i + ": " + aborted(run) + " hanging transactions aborted");
          Guarantee.checkAll(killed.evidence(reports), calm, killed.digest());
        }
      }
    }
  }

  private static void disturb(EmbeddedEnvironment environment, FleetRun run, Random random)
      throws Exception {
    long[] points = random.longs(KILLS_A_RUN, 0, RECORDS * 9 / 5).sorted().toArray();
    for (long point : points) {
      run.awaitStep(point);
      environment.stack().kill(Part.BROKER);
      // Others notice that it is gone, or do not.
      boolean never = new CountDownLatch(1).await(random.nextLong(3000), TimeUnit.MILLISECONDS);
      assertThat(never).isFalse();
      environment.stack().restart(Part.BROKER);
    }
  }

  private static long aborted(FleetRun run) {
    return run.fleet().names().stream()
        .flatMap(name -> run.fleet().process(name).output().lines())
        .filter(line -> line.contains("that its coordinator has forgotten"))
        .count();
  }
}

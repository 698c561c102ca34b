package io.godwit.examples;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.guarantee.Evidence;
import io.godwit.testkit.guarantee.Guarantee;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Godwit promises, from end to end, over real servers and real processes. */
interface EndToEnd {

  /** Small batches and frequent commits: there is something to hit at every moment. */
  String SLOW = "{ batch: { from: 10, to: 300 }, commit: 50ms, partitions: 8 }";

  @Test
  default void killedSubmissionsEndAsUndisturbedOnes(Environment environment, @TempDir Path folder)
      throws Exception {
    int records = 60_000;
    Submissions calm =
        Submissions.create(environment, folder, "calm", records, "{ partitions: 8 }");
    new KilledFleet(environment, folder.resolve("calm"), "calm", calm.job(), calm.variables())
        .run(records, 0, 0);
    for (long seed : new long[] {1, 2}) {
      Submissions killed = Submissions.create(environment, folder, "killed-" + seed, records, SLOW);
      Path reports =
          new KilledFleet(
                  environment,
                  folder.resolve(killed.name()),
                  killed.name(),
                  killed.job(),
                  killed.variables())
              .run(records, 7, seed);
      Guarantee.checkAll(
          new Evidence(environment.bootstrap(), killed.name(), reports, killed.origins()),
          calm.digest(),
          killed.digest());
    }
  }
}

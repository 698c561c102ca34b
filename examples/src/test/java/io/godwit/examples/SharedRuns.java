package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.wire.run.Ruling;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.guarantee.Guarantee;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several producers publish one run together, and one of them dies in the middle of it. */
interface SharedRuns {

  /** So many that one producer is still at it when a test has seen that it is. */
  int SHARED = 60_000;

  @Test
  default void aHolderThatDiesLeavesTheRestToWhoeverSharesWithIt(
      Environment environment, @TempDir Path folder) throws Exception {
    String calm = Submissions.undisturbed(environment, folder, SHARED);
    Submissions shared =
        Submissions.create(environment, folder, "shared", SHARED, "{ partitions: 8 }");
    try (FleetRun run = shared.start(1)) {
      GodwitProcess holder = run.fleet().process("producer");
      RivalRuns.awaitSaid(holder, "publishes run");
      String id = RivalRuns.runOf(holder);
      // Nothing is published before the other is there, however long that takes to start.
      holder.freeze();
      rule(environment, shared, id, Optional.of(new Ruling.Pause(1)));
      holder.wake();
      try (GodwitProcess other = second(environment, shared)) {
        RivalRuns.awaitSaid(other, "publishes its share");
        rule(environment, shared, id, Optional.empty());
        run.awaitStep(SHARED / 10);
        assertThat(holder.kill()).as("it was at work").isTrue();
        Path reports = run.finish(2);
        assertThat(other.await(FleetRun.PATIENCE)).as(other.output()).isZero();
        assertThat(other.output()).contains("published: ", id);
        Guarantee.checkAll(shared.evidence(reports), calm, shared.digest());
      }
    }
  }

  private static void rule(
      Environment environment, Submissions job, String run, Optional<Ruling.Pause> pause) {
    ControlTopic.put(
        new Cluster(environment.bootstrap()), job.name(), run, new Ruling.Desired(pause));
  }

  private static GodwitProcess second(Environment environment, Submissions job) {
    Path folder = job.job().resolveSibling(".");
    return GodwitProcess.start(
        folder,
        folder.resolve("second-producer.log"),
        job.variables(),
        List.of(
            "producer",
            job.job().toString(),
            "--bootstrap",
            environment.bootstrap(),
            "--home",
            folder.resolve("home-of-second").toString()));
  }
}

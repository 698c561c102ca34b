package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.guarantee.Promises;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Too many failures hold a run, by what all of its workers have settled, until a person says so.
 */
@ExtendWith(EmbeddedServers.class)
final class FailureBudgetTest {

  private static final int ROWS = 4_000;
  private static final int BAD = 300;
  private static final int HELD = 10;

  /** A batch of ten rests a while, so little is in hand when the run is held. */
  private static final String JOB =
      """
      source: { csv: rows.csv, key: id, types: { id: integer, n: integer } }
      sink: { table: numbers, in: app }
      connections: { app: { jdbc: "${env:APP_URL}" } }
      run: { partitions: 2, batch: { from: 10, to: 10, pause: 40ms }, commit: 100ms }
      failures: { stop-at: 200%s }
      """;

  @TempDir private Path parent;

  private JobFolder job(Environment servers, String name, String then) throws Exception {
    StringBuilder rows = new StringBuilder("id,n\n");
    for (int id = 1; id <= ROWS; id++) {
      rows.append(id).append(',').append(id <= BAD ? "x" : "7").append('\n');
    }
    JobFolder folder = JobFolder.create(servers, parent, name).file("rows.csv", rows.toString());
    folder.sql("create table \"" + name + "\".numbers (id bigint primary key, n bigint)");
    return folder.job(JOB.formatted(then));
  }

  @Test
  void aCommandEndsSaysWhyAndGoesOnWhenThatIsWanted(Environment servers) throws Exception {
    JobFolder job = job(servers, "budget-stop", ", then: stop");
    JobFolder.Ended held = job.run();
    assertThat(held.exit()).as(held.output()).isEqualTo(HELD);
    assertThat(held.output())
        .contains("budget-spent", "records failed, and failures.stop-at is 200")
        .contains("godwit resume budget-stop");
    assertThat(Long.parseLong(job.query("select count(*) from numbers").getFirst()))
        .isLessThan(ROWS - BAD);

    JobFolder.Ended status = job.typed(Map.of(), "status", job.name());
    assertThat(status.output()).contains("and failures.stop-at is 200; it goes on with: godwit");
    JobFolder.Ended resumed = job.typed(Map.of(), "resume", job.name());
    assertThat(resumed.output()).contains("Failures are counted anew from now.");
    JobFolder.Ended ended = job.run();
    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    assertThat(ended.output()).contains("the books balance", "300 failed");
    assertThat(job.query("select count(*) from numbers")).containsExactly("" + (ROWS - BAD));
  }

  @Test
  void aFleetStandsStillAndGoesOn(Environment servers) throws Exception {
    JobFolder job = job(servers, "budget-pause", "");
    try (FleetRun run = job.startFleet(2, Promises.standard(), "numbers")) {
      run.awaitStep(ROWS);
      assertThat(run.awaitStandstill(Duration.ofMinutes(2))).isLessThan(2L * ROWS);
      assertThat(run.say("status", job.name()).output())
          .contains("paused", "failures.stop-at is 200");
      assertThat(run.say("resume", job.name()).exit()).isZero();
      run.finish(2);
    }
    assertThat(job.query("select count(*) from numbers")).containsExactly("" + (ROWS - BAD));
  }
}

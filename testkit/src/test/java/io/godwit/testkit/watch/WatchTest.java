package io.godwit.testkit.watch;

import static io.godwit.testkit.watch.FakeRun.RECORDS;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.kafka.Cluster;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.Promises;
import io.godwit.testkit.guarantee.TargetRows;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On real servers: the watch sees every message and every row, and no guarantee is told too soon.
 */
@ExtendWith(EmbeddedServers.class)
final class WatchTest {

  private static final Promises PROMISES =
      Promises.standard().ofTarget(TargetRows.ofFields("id", "name"));

  private interface Told {
    void by(FakeRun run) throws Exception;
  }

  private static void judge(Environment environment, String job, Told story) throws Exception {
    try (FakeRun run = FakeRun.create(environment, job);
        Watch watch =
            Watch.begin(
                new Cluster(environment.bootstrap()),
                job,
                PROMISES,
                PostgreSqlLog.of(environment.jdbcUrl(), job, "t"))) {
      story.by(run);
      watch.judge(new FinishedRun(environment.bootstrap(), job, Path.of(FakeRun.RUN), Set.of()));
    }
  }

  /** Batch after batch of both partitions, as workers do. */
  private static void carryOut(FakeRun run, long from, long to) throws Exception {
    for (int partition = 0; partition < 2; partition++) {
      long[] batch = FakeRun.of(partition, from, to);
      run.write(true, batch);
      run.settle(batch);
    }
  }

  @Test
  void aRunThatIsRightKeepsItsPromises(Environment environment) {
    assertThatCode(() ->
            judge(
                environment,
                "kept",
                run -> {
                  for (int from = 0; from < RECORDS; from += 20) {
                    // What is aborted or rolled back has not happened.
                    run.abort(from, from + 20);
                    run.publish(from, from + 20, from + 20);
                    run.write(false, 7_000 + from);
                    carryOut(run, from, from + 20);
                  }
                }))
        .doesNotThrowAnyException();
  }

  @Test
  void aReceiptThatIsSentBeforeItsRowIsCommittedIsFoundOut(Environment environment) {
    assertThatThrownBy(() ->
            judge(
                environment,
                "early",
                run -> {
                  run.publish(0, RECORDS, RECORDS);
                  carryOut(run, 0, 100);
                  run.settle(FakeRun.of(0, 100, RECORDS));
                  run.write(true, FakeRun.of(0, 100, RECORDS));
                  run.write(true, FakeRun.of(1, 100, RECORDS));
                  run.settle(FakeRun.of(1, 100, RECORDS));
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("record 100 of split 0, line 102, was told written");
  }

  @Test
  void aRowThatStandsAtTheTargetForAMomentIsFoundOut(Environment environment) {
    assertThatThrownBy(() ->
            judge(
                environment,
                "moment",
                run -> {
                  run.publish(0, RECORDS, RECORDS);
                  run.write(true, 7_000);
                  carryOut(run, 0, RECORDS);
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("id=7000")
        .hasMessageContaining("is of no record of the run");
  }

  @Test
  void aPositionThatIsAheadOfItsRecordsIsFoundOut(Environment environment) {
    assertThatThrownBy(() ->
            judge(
                environment,
                "ahead",
                run -> {
                  run.publish(0, 100, RECORDS);
                  carryOut(run, 0, 100);
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("record 100 of split 0, rows.csv, is missing");
  }

  @Test
  void aRunOfWhichNothingIsSeenIsNotJudgedRight(Environment environment) {
    assertThatThrownBy(() -> judge(environment, "silent", run -> {}))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing was seen of run run-1");
  }
}

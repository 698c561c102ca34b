package io.godwit.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.value.Key;
import io.godwit.testkit.fault.SmallDisk;
import io.godwit.testkit.guarantee.BooksBalance;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.LagIsZero;
import io.godwit.testkit.guarantee.Promises;
import io.godwit.testkit.guarantee.Reports;
import io.godwit.testkit.guarantee.TargetRows;
import io.godwit.testkit.watch.PostgreSqlLog;
import io.godwit.testkit.watch.TargetLog;
import io.godwit.testkit.watch.Watch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a seed deals, the run ends as if nothing had happened. Who implements it says by a
 * static method {@code deals} which seeds it has.
 */
@ExtendWith(OwnServers.class)
public interface DealtFaults {

  /** The seeds that are asked for and leave this remainder when they are halved: 0 or 1. */
  static Stream<?> withRemainder(int remainder) {
    return Deal.wanted().stream().filter(deal -> deal.seed() % 2 == remainder);
  }

  @ParameterizedTest
  @MethodSource("deals")
  default void aRunEndsAsAnUndisturbedOne(Deal deal, DisturbedServers servers, @TempDir Path folder)
      throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), "160m")) {
      Move move =
          Move.prepare(servers, deal, folder.resolve("job"), disk.folder().resolve("target"));
      boolean isWatched =
          deal.pair().sink() == Sink.POSTGRESQL && !deal.faults().contains(Fault.DATABASE_KILLED);
      try (Watch watch = watch(move, isWatched);
          Storm storm = new Storm(servers, move, disk, new Random(deal.seed()))) {
        storm.rage(deal.faults());
        int exit = storm.end();
        System.out.println(deal + ": " + storm.log());
        assertThat(exit).as(storm.toString()).isEqualTo(deal.pair().sink() == Sink.FOLDER ? 0 : 2);
        judge(move, watch, storm);
      }
    }
  }

  /** What a process has said is told beside what is wrong, since nobody can ask it any more. */
  private static void judge(Move move, Watch watch, Storm storm) throws Exception {
    try {
      FinishedRun run =
          new FinishedRun(
              move.servers().bootstrap(), move.name(), storm.reports(), numbers(row -> true));
      new LagIsZero().check(run);
      watch.judge(run);
      new BooksBalance().check(run);
      judge(move, run.reports());
    } catch (AssertionError | ConditionTimeoutException e) {
      throw new AssertionError(storm.toString(), e);
    }
  }

  private static Watch watch(Move move, boolean isWatched) {
    Cluster cluster = new Cluster(move.servers().bootstrap());
    if (!isWatched) {
      return Watch.begin(cluster, move.name(), Promises.standard(), TargetLog.none());
    }
    String key = move.pair().source().key();
    TargetRows rows =
        new TargetRows(
            "id",
            record ->
                Map.of(
                    "id", text(record, key),
                    "name", text(record, "name"),
                    "amount", text(record, "amount")));
    return Watch.begin(
        cluster,
        move.name(),
        Promises.standard().ofTarget(rows),
        PostgreSqlLog.of(move.servers().superuserUrl(), move.name(), "moved"));
  }

  private static String text(DataRecord record, String field) {
    return Key.display(record.fields().get(field).orElseThrow());
  }

  /** The numbers of some rows, as lists have them. */
  private static Set<String> numbers(Predicate<Rows.Row> which) {
    return Rows.all()
        .filter(which)
        .map(row -> Integer.toString(row.id()))
        .collect(Collectors.toSet());
  }

  /** The lists name each row once, where it belongs, and the target holds what it should. */
  private static void judge(Move move, Path reports) throws Exception {
    Sink sink = move.pair().sink();
    Predicate<Rows.Row> written = row -> sink.takes(row.fate());
    Predicate<Rows.Row> dropped = row -> !written.test(row) && row.fate() == Rows.Fate.DROPPED;
    assertThat(listed(reports, "dropped.csv")).isEqualTo(numbers(dropped));
    assertThat(listed(reports, "failed.csv")).isEqualTo(numbers(written.or(dropped).negate()));
    assertThat(listed(reports, "migrated.csv")).isEqualTo(numbers(written));
    assertThat(sink.content(move.servers(), move.name(), move.target())).isEqualTo(Rows.at(sink));
  }

  private static Set<String> listed(Path reports, String list) {
    List<String> keys =
        Reports.column(reports.resolve(list), "key").stream()
            .map(key -> key.replace(Sink.ENDING, ""))
            .toList();
    assertThat(keys).as(list).doesNotHaveDuplicates();
    return Set.copyOf(keys);
  }
}

package io.godwit.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.embedded.Part;
import io.godwit.testkit.env.Skip;
import io.godwit.testkit.fleet.Fleet;
import io.godwit.testkit.fleet.Progress;
import io.godwit.testkit.guarantee.Reports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A target that is away for ten minutes costs ten minutes: no record fails of it, no partition
 * changes hands, no process ends, and work goes on within five seconds of its return. It runs where
 * {@code -Dgodwit.long=true} asks for it; {@code -Dgodwit.outage=PT1M} makes it shorter.
 */
@ExtendWith(OwnServers.class)
class TenMinuteOutageTest {

  private static final Duration OUTAGE =
      Duration.parse(System.getProperty("godwit.outage", "PT10M"));
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BACK_AT_WORK = Duration.ofSeconds(5);
  private static final List<String> WORKERS = List.of("worker-1", "worker-2", "worker-3");

  @ParameterizedTest
  @EnumSource(
      value = Sink.class,
      names = {"POSTGRESQL", "MARIADB"})
  void itCostsItsTimeAndNothingElse(Sink sink, DisturbedServers servers, @TempDir Path folder)
      throws Exception {
    Skip.unless(
        TenMinuteOutageTest.class,
        Boolean.getBoolean("godwit.long"),
        "takes 20 minutes; -Dgodwit.long=true runs it");
    Move move =
        Move.prepare(
            servers,
            new Deal(1_000 + sink.ordinal(), new Pair(Source.CSV, sink), List.of()),
            folder.resolve("job"),
            folder.resolve("target"));
    Map<String, String> variables = Map.of("MOVER_PASSWORD", DisturbedServers.PASSWORD);
    try (Fleet fleet = new Fleet(servers.bootstrap(), folder, move.jobFile(), variables);
        Progress progress = new Progress(servers.bootstrap(), move.name())) {
      fleet.aggregator();
      fleet.producer();
      WORKERS.forEach(fleet::worker);
      reached(progress, Rows.COUNT + Rows.COUNT / 4L);
      outage(servers, sink.server().orElseThrow(), move, fleet, progress);
      assertThat(fleet.process("aggregator").await(PATIENCE)).isEqualTo(2);
      assertThat(Set.copyOf(Reports.column(failures(fleet, move), "key"))).isEqualTo(failing(sink));
      assertThat(sink.content(servers, move.name(), move.target())).isEqualTo(Rows.at(sink));
    }
  }

  private static void outage(
      DisturbedServers servers, Part part, Move move, Fleet fleet, Progress progress)
      throws Exception {
    int epoch = epoch(servers, move);
    servers.kill(part);
    long until = System.nanoTime() + OUTAGE.toNanos();
    Awaitility.await("the outage to end")
        .atMost(OUTAGE.plus(PATIENCE))
        .pollInterval(Duration.ofSeconds(1))
        .failFast("a worker has ended", () -> !fleet.alive().containsAll(WORKERS))
        .until(() -> System.nanoTime() > until);
    long before = progress.steps();
    servers.restart(part);
    Awaitility.await("work to go on").atMost(BACK_AT_WORK).until(() -> progress.steps() > before);
    assertThat(epoch(servers, move)).as("the epoch of the group").isEqualTo(epoch);
  }

  /** It changes whenever somebody comes, goes, or is given other partitions. */
  private static int epoch(DisturbedServers servers, Move move) throws Exception {
    String group = new Topics(move.name()).workers();
    try (Admin admin = new Cluster(servers.bootstrap()).admin()) {
      ConsumerGroupDescription described =
          admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
      assertThat(described.members()).hasSize(3);
      return described.groupEpoch().orElseThrow();
    }
  }

  private static void reached(Progress progress, long steps) {
    Awaitility.await("step " + steps).atMost(PATIENCE).until(() -> progress.steps() >= steps);
  }

  private static Path failures(Fleet fleet, Move move) throws Exception {
    return Reports.newest(fleet.home(), move.name()).resolve("failed.csv");
  }

  private static Set<String> failing(Sink sink) {
    return Rows.all()
        .filter(row -> row.fate() != Rows.Fate.DROPPED && !sink.takes(row.fate()))
        .map(row -> Integer.toString(row.id()))
        .collect(Collectors.toSet());
  }
}

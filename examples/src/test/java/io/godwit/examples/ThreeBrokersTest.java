package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.testkit.cluster.KafkaNodes;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.fleet.Progress;
import io.godwit.testkit.guarantee.BooksBalance;
import io.godwit.testkit.guarantee.EveryRecordOnce;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.LagIsZero;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, of which one is killed in the middle of a run: nothing is lost or doubled. */
@ExtendWith(EmbeddedServers.class)
final class ThreeBrokersTest {

  private static final int ROWS = 30_000;

  private static final String JOB =
      """
      source: { csv: rows.csv, key: id, types: { id: integer, n: integer } }
      sink: { table: copies, in: app }
      connections: { app: { jdbc: "${env:APP_URL}" } }
      run: { partitions: 6, batch: { from: 10, to: 200, pause: 20ms }, commit: 100ms }
      """;

  @TempDir private Path folder;

  @Test
  void oneMayBeKilled(Environment servers) throws Exception {
    long seed = Long.getLong("godwit.seed", System.nanoTime());
    System.out.println("a broker is killed by -Dgodwit.seed=" + seed);
    Random random = new Random(seed);
    StringBuilder rows = new StringBuilder("id,n\n");
    for (int id = 1; id <= ROWS; id++) {
      rows.append(id).append(',').append(id % 977).append('\n');
    }
    JobFolder job =
        JobFolder.create(servers, folder, "three").file("rows.csv", rows.toString()).job(JOB);
    job.sql("create table three.copies (id bigint primary key, n bigint)");
    try (KafkaNodes brokers = KafkaNodes.start(folder, 3, Map.of(), List.of())) {
      String bootstrap = brokers.bootstrap();
      JobFolder.Ended ended;
      try (GodwitProcess run =
              job.start(
                  job.variables(),
                  "run",
                  job.jobFile().toString(),
                  "--bootstrap",
                  bootstrap,
                  "--wait",
                  "1m");
          Progress progress = progress(bootstrap, run)) {
        int step = random.nextInt(ROWS / 2, ROWS * 3 / 2);
        Awaitility.await("step " + step)
            .atMost(FleetRun.PATIENCE)
            .until(() -> progress.steps() >= step);
        brokers.kill(1 + random.nextInt(3));
        ended = JobFolder.await(run);
      }
      assertThat(ended.exit()).as(ended.output()).isZero();
      assertThat(job.query("select count(*) || ' ' || sum(n) from copies"))
          .containsExactly(ROWS + " " + sum());
      FinishedRun finished =
          new FinishedRun(
              bootstrap, job.name(), FleetRun.reports(job.home(), job.name()), origins());
      new BooksBalance().check(finished);
      new EveryRecordOnce().check(finished);
      new LagIsZero().check(finished);
      assertThat(copies(bootstrap)).isEqualTo(3);
    }
  }

  private static Progress progress(String bootstrap, GodwitProcess run) {
    Awaitility.await("the run begins")
        .atMost(FleetRun.PATIENCE)
        .until(() -> run.output().contains(" begins") || !run.isAlive());
    return new Progress(bootstrap, "three");
  }

  private static Set<String> origins() {
    return IntStream.rangeClosed(1, ROWS)
        .mapToObj(id -> "rows.csv:" + (id + 1))
        .collect(Collectors.toSet());
  }

  private static long sum() {
    return IntStream.rangeClosed(1, ROWS).mapToLong(id -> id % 977).sum();
  }

  private static int copies(String bootstrap) throws Exception {
    String work = new Topics("three").work();
    try (Admin admin = new Cluster(bootstrap).admin()) {
      return admin
          .describeTopics(List.of(work))
          .allTopicNames()
          .get()
          .get(work)
          .partitions()
          .getFirst()
          .replicas()
          .size();
    }
  }
}

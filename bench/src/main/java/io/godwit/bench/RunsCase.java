package io.godwit.bench;

import io.godwit.bench.fleet.CommandedRun;
import io.godwit.bench.fleet.Ground;
import io.godwit.cli.fleet.Runs;
import io.godwit.common.kafka.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Fifty runs of one job in a row, as of one that is run each night: what a late one costs beside an
 * early one. The first few are not compared, since the broker is cold.
 */
final class RunsCase {

  static final int RUNS = 50;
  static final int ROWS = 2000;
  static final double BAR = 1.1;

  /** Of the runs, counted from 1, that are compared: their medians. */
  private static final int[] EARLY = {5, 10};

  private static final int[] LATE = {45, 50};
  private static final String NAME = "nightly";

  private static final String JOB =
      """
      job: nightly
      source: { csv: nightly.csv, key: id, types: { id: integer } }
      sink: { table: nightly, in: target, key: id }
      connections: { target: { jdbc: "${env:TARGET_URL}" } }
      """;

  private RunsCase() {}

  /**
   * What one run took.
   *
   * @param held how many messages the job's topics hold after it, markers among them
   */
  private record Night(CommandedRun.Cost cost, long held) {}

  /** A figure of the early runs and of the late ones, in one unit; all are medians. */
  record Compared(String what, double early, double late) {

    double ratio() {
      return late / early;
    }
  }

  static List<Compared> measure(Ground ground)
      throws IOException, InterruptedException, SQLException {
    Files.writeString(
        ground.work().resolve("nightly.csv"),
        "id,name\n"
            + IntStream.range(0, ROWS)
                .mapToObj(i -> i + ",name of " + i + "\n")
                .collect(Collectors.joining()),
        StandardCharsets.UTF_8);
    String url = ground.postgresql();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists nightly");
      statement.execute("create table nightly (id int primary key, name text)");
    }
    Path home = Files.createTempDirectory(ground.work(), "nightly-");
    Path job = ground.job(NAME, JOB);
    List<Night> nights = new ArrayList<>();
    for (int run = 1; run <= RUNS; run++) {
      CommandedRun.Cost cost = new CommandedRun(ground, url, home).of(NAME, job);
      CommandedRun.awaitCache(ground);
      nights.add(new Night(cost, held(ground)));
    }
    return List.of(
        compared("until the report is told, s", nights, night -> night.cost().told()),
        compared("until the command has ended, s", nights, night -> night.cost().ended()),
        compared("CPU of the whole command, s", nights, night -> night.cost().cpu()),
        compared("most in RAM, MB", nights, night -> night.cost().memory() / 1e6),
        compared("read of topics and files, MB", nights, night -> night.cost().read() / 1e6),
        compared("messages that the job's topics hold", nights, Night::held));
  }

  private static Compared compared(
      String what, List<Night> nights, ToDoubleFunction<Night> figure) {
    return new Compared(what, median(nights, EARLY, figure), median(nights, LATE, figure));
  }

  private static double median(List<Night> nights, int[] range, ToDoubleFunction<Night> figure) {
    double[] sorted =
        nights.subList(range[0] - 1, range[1]).stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /**
   * What the broker holds for the job behind the beginnings of its logs. The disk follows when a
   * segment is rolled, after an hour at most; fifty runs are over long before that.
   */
  private static long held(Ground ground) throws IOException, InterruptedException {
    Topics topics = new Topics(NAME);
    List<String> names =
        List.of(topics.work(), topics.receipts(), topics.splits(), topics.totals(Runs.AGGREGATOR));
    try (Admin admin = ground.servers().cluster().admin()) {
      List<TopicPartition> partitions = new ArrayList<>();
      admin
          .describeTopics(names)
          .allTopicNames()
          .get()
          .forEach((name, topic) ->
              topic
                  .partitions()
                  .forEach(each -> partitions.add(new TopicPartition(name, each.partition()))));
      return sum(admin, partitions, OffsetSpec.latest())
          - sum(admin, partitions, OffsetSpec.earliest());
    } catch (ExecutionException e) {
      throw new IOException("the broker does not say what it holds of " + NAME, e);
    }
  }

  private static long sum(Admin admin, List<TopicPartition> partitions, OffsetSpec where)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(each -> each, each -> where));
    return admin.listOffsets(asked).all().get().values().stream()
        .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
        .sum();
  }
}

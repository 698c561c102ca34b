package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.Fleet;
import io.godwit.testkit.fleet.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;

/**
 * A job run by a producer, two workers and an aggregator, which are killed with -9 at random points
 * of the run and started again.
 */
final class KilledFleet {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Environment environment;
  private final Path folder;
  private final String name;
  private final Path job;
  private final Map<String, String> variables;

  KilledFleet(
      Environment environment, Path folder, String name, Path job, Map<String, String> variables) {
    this.environment = environment;
    this.folder = folder;
    this.name = name;
    this.job = job;
    this.variables = variables;
  }

  /**
   * Runs the job to its end.
   *
   * @param records how many records its source has
   * @param kills how many processes to kill
   * @return the folder with the report
   */
  Path run(long records, int kills, long seed) throws IOException {
    Random random = new Random(seed);
    try (Fleet fleet = new Fleet(environment, folder, job, variables);
        Progress progress = new Progress(environment.bootstrap(), name)) {
      fleet.aggregator();
      fleet.producer();
      fleet.worker("worker-1");
      fleet.worker("worker-2");
      // Published and settled records together make two steps each; the last tenth is left alone,
      // so
      // that the last kill has a run to hit.
      List<Long> points = random.longs(kills, 0, records * 9 / 5).sorted().boxed().toList();
      for (long point : points) {
        Awaitility.await("step " + point + " of " + name)
            .atMost(PATIENCE)
            .until(() -> progress.steps() >= point);
        List<String> alive = fleet.alive();
        assertThat(alive).as("processes that run").isNotEmpty();
        String victim = alive.get(random.nextInt(alive.size()));
        fleet.process(victim).kill();
        fleet.start(victim);
      }
      int exit = fleet.process("aggregator").await(PATIENCE);
      assertThat(exit).as(fleet.process("aggregator").output()).isIn(0, 2);
    }
    return reports();
  }

  private Path reports() throws IOException {
    Path all = folder.resolve("home-of-roles").resolve("reports").resolve(name);
    try (var runs = Files.list(all)) {
      return runs.sorted().toList().getLast();
    }
  }
}

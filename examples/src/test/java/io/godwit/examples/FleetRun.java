package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.Fleet;
import io.godwit.testkit.fleet.Progress;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.LagIsZero;
import io.godwit.testkit.guarantee.Promises;
import io.godwit.testkit.guarantee.Reports;
import io.godwit.testkit.watch.TargetLog;
import io.godwit.testkit.watch.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** One run of a job by a fleet of processes, which tests disturb on its way. For one thread. */
final class FleetRun implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(8);

  private static final Duration STILL = Duration.ofSeconds(3);

  private final String name;
  private final String bootstrap;
  private final Fleet fleet;
  private final Progress progress;
  private final Watch watch;

  /** The same, held to what is promised of every run, and with a target that is not watched. */
  FleetRun(
      Environment environment,
      Path folder,
      String name,
      Path job,
      Map<String, String> variables,
      int workers) {
    this(
        environment,
        folder,
        name,
        job,
        variables,
        workers,
        Watch.begin(
            new Cluster(environment.bootstrap()), name, Promises.standard(), TargetLog.none()));
  }

  /**
   * A producer, an aggregator and workers named worker-1 and so on, all started.
   *
   * @param watch watches the job already; it judges the run when that has finished, and is closed
   *     with it
   */
  FleetRun(
      Environment environment,
      Path folder,
      String name,
      Path job,
      Map<String, String> variables,
      int workers,
      Watch watch) {
    this.watch = watch;
    this.name = name;
    this.bootstrap = environment.bootstrap();
    this.fleet = new Fleet(environment, folder, job, variables);
    this.progress = new Progress(environment.bootstrap(), name);
    fleet.aggregator();
    fleet.producer();
    for (int i = 1; i <= workers; i++) {
      fleet.worker("worker-" + i);
    }
  }

  Fleet fleet() {
    return fleet;
  }

  /** Waits until the records published and settled are so many together. */
  void awaitStep(long step) {
    Awaitility.await("step " + step + " of " + name)
        .atMost(PATIENCE)
        .until(() -> progress.steps() >= step);
  }

  /**
   * Waits until nothing is published or settled any more, and sees that it stays so.
   *
   * @param within how soon it has to be so
   * @return how far it is
   */
  long awaitStandstill(Duration within) {
    AtomicLong seen = new AtomicLong(-1);
    Awaitility.await("nothing of " + name + " moves")
        .during(STILL)
        .atMost(within.plus(STILL))
        .until(() -> {
          long now = progress.steps();
          return seen.getAndSet(now) == now;
        });
    return seen.get();
  }

  /** Runs a command about the job to its end, beside the roles. */
  JobFolder.Ended say(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--bootstrap", bootstrap, "--home", fleet.home().toString()));
    try {
      Path home = Files.createDirectories(fleet.home());
      Path output = Files.createTempFile(home, command[0], ".log");
      return TypedHere.run(output, Map.of(), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills processes at random places of the run, and starts each again at once. */
  void kill(long records, int kills, Random random) {
    // Published and settled records together make two steps each; the last tenth is left alone, so
    // that the last kill has a run to hit.
    List<Long> points = random.longs(kills, 0, records * 9 / 5).sorted().boxed().toList();
    for (long point : points) {
      awaitStep(point);
      String victim;
      do {
        List<String> alive = fleet.alive();
        assertThat(alive).as("processes that run").isNotEmpty();
        victim = alive.get(random.nextInt(alive.size()));
      } while (!fleet.process(victim).kill());
      fleet.start(victim);
    }
  }

  /**
   * Kills a process and starts it again at once. One that has ended by itself is none to be started
   * again: where the run is complete by then, another producer begins the next run.
   */
  void killAndRestart(String process) {
    assertThat(fleet.process(process).kill()).as(process + " ran until it was killed").isTrue();
    fleet.start(process);
  }

  /** Kills a process, unless it has ended by itself, and starts it again at once. */
  void killAndRestartWhateverIsLeft(String process) {
    fleet.process(process).close();
    fleet.start(process);
  }

  /**
   * Starts workers again that end by themselves, as an orchestrator does, until the run ends.
   *
   * @return how often it had to
   */
  int reviveUntilEnd(int exit) throws IOException {
    AtomicInteger deaths = new AtomicInteger();
    Awaitility.await("the end of " + name)
        .atMost(PATIENCE)
        .until(() -> {
          fleet.names().stream()
              .filter(process -> process.startsWith("worker-"))
              .filter(process -> !fleet.process(process).isAlive())
              .forEach(process -> {
                deaths.incrementAndGet();
                fleet.start(process);
              });
          return !fleet.process("aggregator").isAlive();
        });
    finish(exit);
    return deaths.get();
  }

  /**
   * Waits for the end, and until the workers that live have committed what lies behind the last
   * record: whoever kills them first keeps them from it. Then the run is judged by all that was
   * seen of it.
   *
   * @return the folder with the report
   */
  Path finish(int exit) throws IOException {
    int code = fleet.process("aggregator").await(PATIENCE);
    assertThat(code).as(fleet.process("aggregator").output()).isEqualTo(exit);
    Path reports = reports(fleet.home(), name);
    FinishedRun finished = new FinishedRun(bootstrap, name, reports, Set.of());
    new LagIsZero().check(finished);
    watch.judge(finished);
    return reports;
  }

  /** The newest report of a job in a home folder. */
  static Path reports(Path home, String job) throws IOException {
    return Reports.newest(home, job);
  }

  @Override
  public void close() {
    watch.close();
    fleet.close();
    progress.close();
  }
}

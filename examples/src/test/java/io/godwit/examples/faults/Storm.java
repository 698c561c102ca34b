package io.godwit.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.Part;
import io.godwit.testkit.fault.Link;
import io.godwit.testkit.fault.SmallDisk;
import io.godwit.testkit.fleet.Fleet;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.fleet.Progress;
import io.godwit.testkit.guarantee.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The fleet of a move, and what its deal does to it: two producers, three workers and an
 * aggregator, of which each is restarted once, and each again that has ended before the run has, as
 * an orchestrator does. For one thread.
 */
final class Storm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** What says that a run is over, also if its books do not balance. */
  private static final Set<Integer> FINISHED = Set.of(0, 2, 5);

  /** More than a role may need, and few enough that one that cannot start is seen. */
  private static final int REVIVALS = 40;

  private static final int MOST_BYTES = 4_000;

  private final DisturbedServers servers;
  private final Move move;
  private final SmallDisk disk;
  private final Random random;
  private final Fleet fleet;
  private final Progress progress;
  private final List<String> log = new ArrayList<>();
  private Optional<String> suspended = Optional.empty();
  private long wakeAt;
  private int revivals;

  /** Starts the fleet. */
  Storm(DisturbedServers servers, Move move, SmallDisk disk, Random random) {
    this.servers = servers;
    this.move = move;
    this.disk = disk;
    this.random = random;
    this.progress = new Progress(servers.bootstrap(), move.name());
    this.fleet =
        new Fleet(
            servers.bootstrap(),
            disk.folder(),
            move.jobFile(),
            Map.of("MOVER_PASSWORD", DisturbedServers.PASSWORD));
    fleet.aggregator();
    fleet.producer("producer-1");
    fleet.producer("producer-2");
    List.of("worker-1", "worker-2", "worker-3").forEach(fleet::worker);
  }

  /** Lets everything strike that is dealt, at points of the run that follow from the seed. */
  void rage(List<Fault> faults) throws Exception {
    List<Optional<Fault>> strikes = new ArrayList<>(faults.stream().map(Optional::of).toList());
    List<String> restarts = new ArrayList<>(fleet.names());
    Collections.shuffle(restarts, random);
    restarts.forEach(ignored -> strikes.add(Optional.empty()));
    Collections.shuffle(strikes, random);
    List<Long> points =
        random
            .longs(strikes.size(), 0, 2L * Rows.COUNT)
            .map(point -> point / 2 * 9 / 5)
            .sorted()
            .boxed()
            .toList();
    for (int i = 0; i < strikes.size(); i++) {
      awaitStep(points.get(i));
      Optional<Fault> fault = strikes.get(i);
      if (fault.isPresent()) {
        strike(fault.get());
      } else {
        restart(restarts.removeFirst());
      }
    }
  }

  private void awaitStep(long step) {
    await("step " + step, () -> progress.steps() >= step);
  }

  /** Waits, and meanwhile looks after the processes. */
  private void await(String what, BooleanSupplier isSo) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .until(() -> {
            tend();
            return isSo.getAsBoolean();
          });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(toString(), e);
    }
  }

  /**
   * What an orchestrator does about processes that have ended, and time about one that is still.
   */
  private void tend() {
    if (System.nanoTime() > wakeAt) {
      wake();
    }
    for (String name : fleet.names()) {
      GodwitProcess process = fleet.process(name);
      if (!process.isAlive() && !hasFinished(name, process)) {
        revivals++;
        log.add(name + " has ended by itself with " + process.await(Duration.ZERO));
        assertThat(revivals).as(this::toString).isLessThan(REVIVALS);
        fleet.start(name);
      }
    }
  }

  private static boolean hasFinished(String name, GodwitProcess process) {
    return !name.startsWith("worker") && FINISHED.contains(process.await(Duration.ofSeconds(1)));
  }

  /** What has finished is left alone: a producer that is started again would begin the next run. */
  private void restart(String name) {
    GodwitProcess process = fleet.process(name);
    boolean wasAlive = process.isAlive();
    if (random.nextBoolean() || suspended.equals(Optional.of(name))) {
      var unused = process.kill();
      log.add(name + " killed");
    } else {
      process.terminate();
      var unused = process.await(Duration.ofMinutes(1));
      log.add(name + " stopped");
    }
    suspended = suspended.filter(other -> !other.equals(name));
    if (wasAlive && !hasFinished(name, process)) {
      fleet.start(name);
    }
  }

  private void strike(Fault fault) throws Trouble, SQLException, IOException {
    log.add(fault.toString());
    switch (fault) {
      case SUSPENDED -> suspend();
      case BROKER_KILLED -> killed(Part.BROKER);
      case DATABASE_KILLED -> killed(one(move.pair().databases()));
      case REQUESTS_CUT -> cut(Link.Way.REQUESTS);
      case ANSWERS_CUT -> cut(Link.Way.ANSWERS);
      case STALLED -> {
        Part server = one(move.pair().servers());
        servers.proxy(server).stall();
        hold();
        servers.proxy(server).heal();
      }
      case SLOW -> {
        Part server = one(move.pair().servers());
        servers.proxy(server).slow();
        hold();
        servers.proxy(server).heal();
      }
      case DISK_FULL -> {
        if (!disk.fill()) {
          log.add("no disk could be mounted, so none was full");
        }
        hold();
        disk.free();
      }
      case PASSWORD_CHANGED -> {
        Part database = one(move.pair().databases());
        servers.changePassword(database);
        hold();
        servers.restorePassword(database);
      }
    }
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Some seconds in which the fleet may notice. */
  private void hold() {
    long until = System.nanoTime() + Duration.ofMillis(random.nextInt(500, 4_000)).toNanos();
    await("time", () -> System.nanoTime() > until);
  }

  private void suspend() {
    wake();
    List<String> alive = fleet.alive();
    String name = one(alive);
    fleet.process(name).freeze();
    suspended = Optional.of(name);
    // A group of the broker takes one for dead after six seconds; the long build waits half a
    // minute.
    wakeAt =
        System.nanoTime()
            + Duration.ofSeconds(Boolean.getBoolean("godwit.long") ? 30 : 10).toNanos();
    log.add(name + " stands still");
  }

  private void wake() {
    suspended.ifPresent(name -> {
      if (fleet.process(name).isAlive()) {
        fleet.process(name).wake();
      }
    });
    suspended = Optional.empty();
  }

  private void killed(Part part) throws Trouble {
    servers.kill(part);
    hold();
    servers.restart(part);
  }

  private void cut(Link.Way way) {
    servers.proxy(one(move.pair().servers())).cut(way, random.nextInt(MOST_BYTES));
  }

  /** Waits until the aggregator has seen the end; answers its exit code. */
  int end() {
    await("the end", () -> suspended.isEmpty() && !fleet.process("aggregator").isAlive());
    return fleet.process("aggregator").await(Duration.ofSeconds(1));
  }

  /** Where the newest report is. */
  Path reports() throws IOException {
    return Reports.newest(fleet.home(), move.name());
  }

  /** What has happened, and what the processes have said last. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(move.name() + ", " + move.pair() + ": " + log);
    for (String name : fleet.names()) {
      String output = fleet.process(name).output();
      text.append("\n--- ").append(name).append('\n');
      text.append(output.substring(Math.max(0, output.length() - 3_000)));
    }
    return text.toString();
  }

  /** What has happened. */
  List<String> log() {
    return List.copyOf(log);
  }

  @Override
  public void close() {
    wake();
    fleet.close();
    progress.close();
  }
}

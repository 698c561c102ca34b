package io.godwit.bench.fleet;

import io.godwit.aggregator.report.Reporter;
import io.godwit.cli.fleet.Runs;
import io.godwit.common.kafka.Topics;
import io.godwit.common.run.RunWatch;
import io.godwit.common.wire.run.RunFinish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Fresh roles of a job, and the runs that they are told to do. For one thread. */
public final class BenchFleet implements AutoCloseable {

  private static final long LOOK_MILLIS = 5;

  private final Ground ground;
  private final String job;
  private final long records;
  private final Roles roles;
  private final CpuMeter meter;
  private final List<Map<String, Long>> allocated = new ArrayList<>();

  private BenchFleet(Ground ground, String job, long records, Roles roles, CpuMeter meter) {
    this.ground = ground;
    this.job = job;
    this.records = records;
    this.roles = roles;
    this.meter = meter;
  }

  /**
   * Starts the roles.
   *
   * @param meter with a clock for the target already
   */
  public static BenchFleet start(Ground ground, String job, Path file, long records, CpuMeter meter)
      throws IOException, InterruptedException {
    Roles roles = Roles.start(ground, file);
    roles.all().forEach(child -> meter.with(child.name(), child::cpu));
    meter.with("broker", ground::brokerCpu).with("client", Ground::ownCpu);
    return new BenchFleet(ground, job, records, roles, meter);
  }

  /** One run, from the order to plan it until its report is complete; refuses one with failures. */
  public CpuMeter.Use run() throws IOException, InterruptedException {
    Topics topics = new Topics(job);
    try (RunWatch watch = RunWatch.open(ground.servers().cluster(), topics, Runs.AGGREGATOR)) {
      Map<String, Long> before = roles.allocated();
      CpuMeter.Instant from = meter.now();
      roles.producer().say("go");
      String run = roles.producer().hear(BenchProducer.RUN);
      Path report = ground.home().resolve("reports").resolve(job).resolve(run);
      while (!Files.exists(report.resolve(Reporter.JSON))) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        roles.all().forEach(ChildProcess::requireAlive);
      }
      RunFinish finish = finish(watch, run);
      CpuMeter.Use use = from.until(meter.now());
      roles.producer().hear(BenchProducer.PUBLISHED);
      requireWhole(finish, run);
      Map<String, Long> after = roles.allocated();
      after.replaceAll((role, bytes) -> bytes - before.getOrDefault(role, 0L));
      allocated.add(after);
      return use;
    }
  }

  private static RunFinish finish(RunWatch watch, String run) throws InterruptedException {
    while (true) {
      var finish = watch.finished(run);
      if (finish.isPresent()) {
        return finish.get();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private void requireWhole(RunFinish finish, String run) {
    long done = finish.tally().written() + finish.tally().dropped();
    if (!finish.balanced() || done != records) {
      throw new IllegalStateException(
          "run %s wrote or dropped %d of %d records and is %s"
              .formatted(run, done, records, finish.balanced() ? "balanced" : "not balanced"));
    }
  }

  /**
   * What each role has allocated for a record in each run so far.
   *
   * @param rounds a name for each
   */
  public List<Allocation> allocations(List<String> rounds) {
    List<Allocation> all = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      String round = rounds.get(i);
      allocated
          .get(i)
          .forEach((role, bytes) -> all.add(new Allocation(round, role, (double) bytes / records)));
    }
    return all;
  }

  /** How much memory each role has needed; nothing more is measured then. */
  public List<Memory> memory() throws IOException, InterruptedException {
    List<Memory> memory = roles.memory();
    if (ground.recordings()) {
      roles.record(ground.work());
    }
    return memory;
  }

  /** What the worker has paid for being watched in these runs. */
  public List<Watching.Cost> watching(List<CpuMeter.Use> runs)
      throws IOException, InterruptedException {
    double seconds = runs.stream().mapToDouble(CpuMeter.Use::seconds).sum();
    double cpu = runs.stream().mapToDouble(run -> run.cpu().get(Roles.WORKER)).sum();
    return roles.watching(ground.work(), seconds, cpu);
  }

  /**
   * What the worker has paid for the guard of its target in these runs, at so many seconds each.
   */
  public Watching.Cost guarding(List<CpuMeter.Use> runs, double guard)
      throws IOException, InterruptedException {
    return roles.guarding(guard, runs.stream().mapToDouble(CpuMeter.Use::seconds).sum());
  }

  @Override
  public void close() {
    roles.close();
  }
}

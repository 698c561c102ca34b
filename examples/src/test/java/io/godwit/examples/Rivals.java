package io.godwit.examples;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Commands that all want one job, each from a home of its own: typed twice, started by two
 * schedulers, tried again by somebody who lost patience. For one thread.
 */
final class Rivals implements AutoCloseable {

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("run"),
          List.of("run", "--new"),
          List.of("run", "--new", "--give-up"),
          List.of("producer"),
          List.of("producer", "--new"),
          List.of("producer", "--new", "--give-up"));

  private final Environment environment;
  private final Path folder;
  private final Path job;
  private final Map<String, String> variables;
  private final Random random;
  private final List<GodwitProcess> started = new ArrayList<>();

  /**
   * Nobody yet.
   *
   * @param folder where they may write
   * @param variables what the job file's references lead to
   */
  Rivals(
      Environment environment,
      Path folder,
      Path job,
      Map<String, String> variables,
      Random random) {
    this.environment = environment;
    this.folder = folder;
    this.job = job;
    this.variables = variables;
    this.random = random;
  }

  /** Starts one more, of any kind. */
  GodwitProcess start() {
    return start(COMMANDS.get(random.nextInt(COMMANDS.size())));
  }

  /** Starts one more. */
  GodwitProcess start(List<String> command) {
    String name = "rival-" + started.size();
    List<String> all = new ArrayList<>(command);
    all.add(1, job.toString());
    all.addAll(List.of("--bootstrap", environment.bootstrap()));
    all.addAll(List.of("--home", home(started.size()).toString()));
    GodwitProcess process =
        GodwitProcess.start(folder, folder.resolve(name + ".log"), variables, all);
    started.add(process);
    return process;
  }

  /** Kills one of those that run, any of them; none where all have ended. */
  void killOne() {
    List<GodwitProcess> alive = started.stream().filter(GodwitProcess::isAlive).toList();
    if (!alive.isEmpty()) {
      var unused = alive.get(random.nextInt(alive.size())).kill();
    }
  }

  /** Waits for those that end by themselves; the exit codes of all, in the order of their start. */
  List<Integer> ends() {
    return started.stream().map(process -> process.await(FleetRun.PATIENCE)).toList();
  }

  /** What all have printed. */
  String output() {
    return String.join("\n", started.stream().map(GodwitProcess::output).toList());
  }

  /** The home of the one that was started as this one, from 0. */
  Path home(int number) {
    return folder.resolve("home-of-rival-" + number);
  }

  @Override
  public void close() {
    started.forEach(GodwitProcess::close);
  }
}

package io.godwit.testkit.fleet;

import io.godwit.testkit.env.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The roles of one job as processes, each under a name by which it can be killed and started again.
 * For one thread.
 */
public final class Fleet implements AutoCloseable {

  private final Path folder;
  private final Path job;
  private final String bootstrap;
  private final Map<String, String> variables;
  private final Map<String, List<String>> commands = new LinkedHashMap<>();
  private final Map<String, GodwitProcess> processes = new LinkedHashMap<>();

  /**
   * A fleet without processes.
   *
   * @param folder where it may write
   * @param job the job file
   * @param variables what the job file's references lead to
   */
  public Fleet(Environment environment, Path folder, Path job, Map<String, String> variables) {
    this(environment.bootstrap(), folder, job, variables);
  }

  /** The same over a broker alone. */
  public Fleet(String bootstrap, Path folder, Path job, Map<String, String> variables) {
    this.folder = folder;
    this.job = job;
    this.bootstrap = bootstrap;
    this.variables = Map.copyOf(variables);
  }

  /** Starts the producer, as {@code producer}. */
  public void producer() {
    producer("producer");
  }

  /** Starts one of several producers, which share the splits of a run. */
  public void producer(String name) {
    begin(name, List.of("producer"));
  }

  /** Starts a worker. */
  public void worker(String name) {
    begin(name, List.of("worker", "--name", name));
  }

  /** Starts the aggregator, as {@code aggregator}; it ends with the run. */
  public void aggregator() {
    begin("aggregator", List.of("aggregator", "--until-complete"));
  }

  /** Starts an independent aggregator of that name, with a home of its own. */
  public void aggregator(String name) {
    begin(name, List.of("aggregator", "--until-complete", "--name", name), homeOf(name));
  }

  private void begin(String name, List<String> role) {
    begin(name, role, home());
  }

  private void begin(String name, List<String> role, Path home) {
    List<String> command = new ArrayList<>(role);
    command.add(job.toString());
    command.addAll(List.of("--bootstrap", bootstrap, "--home", home.toString(), "--listen", "0"));
    commands.put(name, command);
    start(name);
  }

  /** Starts a process again, by the command that started it before. */
  public void start(String name) {
    processes.put(
        name, GodwitProcess.start(folder, folder.resolve(name + ".log"), variables, command(name)));
  }

  private List<String> command(String name) {
    List<String> command = commands.get(name);
    if (command == null) {
      throw new IllegalArgumentException("there is no process '" + name + "'");
    }
    return command;
  }

  /** The process of a name. */
  public GodwitProcess process(String name) {
    GodwitProcess process = processes.get(name);
    if (process == null) {
      throw new IllegalArgumentException("there is no process '" + name + "'");
    }
    return process;
  }

  /** The names of all processes, in the order in which they were first started. */
  public List<String> names() {
    return List.copyOf(processes.keySet());
  }

  /** The names of the processes that run, in the order in which they were first started. */
  public List<String> alive() {
    return processes.entrySet().stream()
        .filter(entry -> entry.getValue().isAlive())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The folder that the processes have as their home. */
  public Path home() {
    return folder.resolve("home-of-roles");
  }

  /** The home of an aggregator that {@link #aggregator(String)} has started. */
  public Path homeOf(String aggregator) {
    return folder.resolve("home-of-" + aggregator);
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    processes.values().forEach(GodwitProcess::close);
  }
}

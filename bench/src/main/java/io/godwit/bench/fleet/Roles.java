package io.godwit.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The roles of one job, each a process with the heap that Godwit promises to need. Worker and
 * aggregator are those of the start script; the producer is {@link BenchProducer} with the same
 * options, since the command's own ends with its run and could not be measured warm.
 */
public final class Roles implements AutoCloseable {

  public static final String PRODUCER = "producer";
  public static final String WORKER = "worker";
  public static final String AGGREGATOR = "aggregator";

  /** As the start script has them. */
  private static final List<String> PRODUCERS =
      List.of(
          "-Xmx256m",
          "-Xmn144m",
          "-XX:+UseSerialGC",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private final Path logs;
  private final List<ChildProcess> children = new ArrayList<>();
  private Optional<String> listening = Optional.empty();

  private Roles(Path logs) {
    this.logs = logs;
  }

  /** Starts them, and returns when they wait for a run. */
  static Roles start(Ground ground, Path job) throws IOException, InterruptedException {
    Roles roles = new Roles(Files.createTempDirectory(ground.work(), "roles-"));
    roles.children.add(roles.producer(ground, job));
    roles.children.add(roles.command(WORKER, ground, job));
    roles.children.add(roles.command(AGGREGATOR, ground, job));
    roles.producer().hear(BenchProducer.READY);
    roles.listening = Optional.of(roles.child(WORKER).hear("listening on "));
    roles.child(WORKER).hear(WORKER);
    roles.child(AGGREGATOR).hear(AGGREGATOR);
    for (ChildProcess child : roles.children) {
      child.awaitIdle();
    }
    return roles;
  }

  private ChildProcess producer(Ground ground, Path job) throws IOException {
    ChildProcess.Jvm jvm = ChildProcess.Jvm.own();
    List<String> options = new ArrayList<>(PRODUCERS);
    options.add(heapLog(PRODUCER));
    if (ground.image().isPresent()) {
      jvm = ChildProcess.Jvm.of(ground.image().get());
      options.add("-XX:AOTCache=" + ground.image().get().resolve("opt/godwit/godwit.aot"));
    } else {
      options.add("-XX:+AutoCreateSharedArchive");
      options.add("-XX:SharedArchiveFile=" + ground.work().resolve("producer.jsa"));
    }
    options.addAll(ground.moreOptions());
    return ChildProcess.java(
        PRODUCER,
        log(PRODUCER),
        jvm,
        options,
        BenchProducer.class,
        List.of(job.toString(), ground.home().toString()));
  }

  private ChildProcess command(String role, Ground ground, Path job) throws IOException {
    List<String> options = new ArrayList<>(List.of("-Xmx256m", heapLog(role)));
    options.addAll(ground.moreOptions());
    return ChildProcess.start(
        role,
        log(role),
        Map.of("GODWIT_JVM_OPTS", String.join(" ", options)),
        List.of(
            program(ground).toString(),
            role,
            job.toString(),
            "--name",
            role,
            "--home",
            ground.home().toString(),
            "--listen",
            "0"));
  }

  private static Path program(Ground ground) {
    return ground
        .image()
        .map(image -> image.resolve("opt/godwit/bin/godwit"))
        .orElse(ground.root().resolve("godwit"));
  }

  private Path log(String role) {
    return logs.resolve(role + ".log");
  }

  private String heapLog(String role) {
    return "-Xlog:gc:file=" + collections(role);
  }

  private Path collections(String role) {
    return logs.resolve(role + "-gc.log");
  }

  /** What each has allocated so far, in bytes. */
  Map<String, Long> allocated() throws IOException {
    Map<String, Long> all = new LinkedHashMap<>();
    for (ChildProcess child : children) {
      all.put(child.name(), Allocation.sofar(collections(child.name())));
    }
    return all;
  }

  /** The producer, which takes orders. */
  ChildProcess producer() {
    return child(PRODUCER);
  }

  /** All of them. */
  List<ChildProcess> all() {
    return children;
  }

  /** What the worker has paid so far for being watched; it has worked for so many seconds. */
  List<Watching.Cost> watching(Path work, double seconds, double cpu)
      throws IOException, InterruptedException {
    try (WorkerPage page = WorkerPage.of(listening.orElseThrow())) {
      return List.of(
          Watching.metrics(child(WORKER), page, seconds, cpu),
          Watching.log(log(WORKER), work, cpu));
    }
  }

  /** What the worker has paid so far for the guard of its target; it has worked for so long. */
  Watching.Cost guarding(double guard, double seconds) throws IOException, InterruptedException {
    try (WorkerPage page = WorkerPage.of(listening.orElseThrow())) {
      return Watching.guard(page, guard, seconds);
    }
  }

  private ChildProcess child(String name) {
    return children.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /** How much memory each has needed so far; refuses where one did not survive it. */
  List<Memory> memory() throws IOException {
    List<Memory> all = new ArrayList<>();
    for (ChildProcess child : children) {
      child.requireAlive();
      long heap = Allocation.mostHeap(collections(child.name()));
      all.add(new Memory(child.name(), ProcFiles.peakMemory(child.pid()), heap));
    }
    return all;
  }

  /**
   * Has each write its flight recording into a folder; a role that is told to stop ends too soon
   * for the JVM to do that by itself.
   */
  void record(Path folder) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    for (ChildProcess child : children) {
      Path file = folder.resolve(child.name() + ".jfr");
      String pid = Long.toString(child.pid());
      new ProcessBuilder(tool, pid, "JFR.dump", "filename=" + file)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  @Override
  public void close() {
    children.reversed().forEach(ChildProcess::close);
  }
}

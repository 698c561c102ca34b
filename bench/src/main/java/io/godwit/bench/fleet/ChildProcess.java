package io.godwit.bench.fleet;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A child process that is spoken with in lines; its complaints go to a log. For one thread. */
public final class ChildProcess implements AutoCloseable {

  private static final Duration IDLE_LOOK = Duration.ofMillis(500);
  private static final double IDLE_SECONDS = 0.03;
  private static final int MOST_LOOKS = 60;

  private final String name;
  private final Process process;
  private final Path log;
  private final BufferedReader out;
  private final BufferedWriter in;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a command. */
  static ChildProcess start(
      String name, Path log, Map<String, String> variables, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildProcess(name, builder.start(), log);
  }

  /**
   * A JVM and what it finds.
   *
   * @param home its folder
   * @param classPath begins with that of the AOT cache where there is one
   */
  record Jvm(Path home, String classPath) {

    /** The one that this is. */
    static Jvm own() {
      return new Jvm(
          Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));
    }

    /** That of an assembled image, with this class path behind its own. */
    static Jvm of(Path image) throws IOException {
      Path home = image.resolve("opt/godwit");
      try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
        String path = jars.sorted().map(Path::toString).collect(Collectors.joining(":"));
        return new Jvm(home.resolve("runtime"), path + ":" + own().classPath());
      }
    }
  }

  /** Starts a main of this class path in a JVM like this one. */
  public static ChildProcess java(
      String name, Path log, List<String> options, Class<?> main, List<String> arguments)
      throws IOException {
    return java(name, log, Jvm.own(), options, main, arguments);
  }

  /** Starts a main in a JVM. */
  static ChildProcess java(
      String name, Path log, Jvm jvm, List<String> options, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jvm.home().resolve("bin/java").toString());
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", jvm.classPath(), main.getName()));
    command.addAll(arguments);
    return start(name, log, Map.of(), command);
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** CPU seconds so far. */
  public double cpu() {
    return ProcFiles.process(pid());
  }

  /** Sends a line. */
  public void say(String line) {
    try {
      in.write(line);
      in.newLine();
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is gone; its log is " + log, e);
    }
  }

  /** Waits for a line that begins like this; answers what follows. Other lines are passed over. */
  public String hear(String beginning) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length()).strip();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException(name + " ended unexpectedly; its log is " + log);
  }

  /** Waits until the process uses next to no CPU for half a second. */
  public void awaitIdle() throws InterruptedException {
    for (int look = 0; look < MOST_LOOKS; look++) {
      double before = cpu();
      TimeUnit.NANOSECONDS.sleep(IDLE_LOOK.toNanos());
      if (cpu() - before <= IDLE_SECONDS) {
        return;
      }
    }
  }

  /** Makes sure that the process still runs: one that ran out of memory has ended itself. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          name + " ended with code " + process.exitValue() + "; its log is " + log);
    }
  }

  /** Asks the process to stop, and kills it where that takes long. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(30, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}

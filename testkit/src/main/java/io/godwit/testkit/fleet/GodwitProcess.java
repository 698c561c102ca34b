package io.godwit.testkit.fleet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One process of the {@code godwit} command, on the class path of the test. For one thread. */
public final class GodwitProcess implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");

  /** The variable of the start script that names more connectors. */
  public static final String CONNECTORS = "GODWIT_CONNECTORS";

  private static final String MAIN = "io.godwit.cli.Main";
  private static final int KILLED = 128 + 9;

  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final Path output;
  private final Runnable end;

  private GodwitProcess(Process process, Path output, Runnable end) {
    this.process = process;
    this.output = output;
    this.end = end;
  }

  /**
   * Starts {@code godwit} with arguments.
   *
   * @param folder its working directory
   * @param output the file that its output is appended to
   * @param environment variables beside the inherited ones
   */
  public static GodwitProcess start(
      Path folder, Path output, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    // As the start script has it: without memory nothing can be promised.
    command.add("-XX:OnOutOfMemoryError=kill -9 %p");
    // As the start script has it: the examples are found by their names under it.
    command.add("-Dgodwit.root=" + System.getProperty("godwit.root"));
    // The servers of a command's own stack are unpacked once for all tests, and start from classes
    // that others of them have kept.
    command.add("-Dgodwit.programs=" + System.getProperty("godwit.programs", ""));
    StartCache.Start cached =
        new StartCache(Path.of("target"), product()).of(JVM, arguments.getFirst());
    command.addAll(cached.options());
    List<Path> classPath = new ArrayList<>(product());
    // Behind what the cache knows, as the start script has it.
    Optional.ofNullable(environment.get(CONNECTORS)).map(Path::of).ifPresent(classPath::add);
    command.addAll(List.of("-cp", StartCache.pathOf(classPath), MAIN));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return start(builder, output, cached.end());
  }

  /** The class path without the test's own classes: jars, where the modules have been packaged. */
  private static List<Path> product() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> !entry.endsWith("test-classes") && Files.exists(entry))
        .toList();
  }

  /**
   * Starts a program of an installation, which finds nothing of this machine but what a container
   * has.
   *
   * @param program the file to execute
   * @param folder its working directory
   * @param output the file that its output is appended to
   * @param environment all its variables, but for the path
   */
  public static GodwitProcess startInstalled(
      Path program,
      Path folder,
      Path output,
      Map<String, String> environment,
      List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    return start(builder, output, () -> {});
  }

  private static GodwitProcess start(ProcessBuilder builder, Path output, Runnable end) {
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    try {
      return new GodwitProcess(builder.start(), output, end);
    } catch (IOException e) {
      throw new UncheckedIOException(builder.command() + " did not start", e);
    }
  }

  /**
   * Kills the process as {@code kill -9} does, and returns when it is gone.
   *
   * @return whether that is what ended it; not where it had ended by itself
   */
  public boolean kill() {
    process.destroyForcibly();
    return await(Duration.ofSeconds(30)) == KILLED;
  }

  /** Asks the process to stop, as {@code kill} does. */
  public void terminate() {
    process.destroy();
  }

  /** Stops the process in its tracks, as a machine that hangs does, until it is woken. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen process go on. */
  public void wake() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("kill -" + name + " did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at kill -" + name, e);
    }
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for the end of the process.
   *
   * @return its exit code
   */
  public int await(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("still running after " + patience + ":\n" + output());
      }
      end.run();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for godwit", e);
    }
  }

  /** What the process, and those that wrote to the same file before it, have printed. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where it serves its metrics; empty until it has said so. A process that was started again says
   * another place.
   */
  public Optional<URI> listening() {
    return LISTENING
        .matcher(output())
        .results()
        .map(found -> URI.create(found.group(1)))
        .reduce((before, last) -> last);
  }

  /** Kills the process where it still runs. */
  @Override
  public void close() {
    var unused = kill();
  }
}

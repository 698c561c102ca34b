package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server in a JVM of its own, which ends with this one. For one thread at a time. */
final class ChildJvm {

  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(12);
  private static final Path SHELL = Path.of("/bin/sh");

  private final Recipe recipe;
  private final Process process;

  private ChildJvm(Recipe recipe, Process process) {
    this.recipe = recipe;
    this.process = process;
  }

  /**
   * How to start one.
   *
   * @param name how logs and messages call the server
   * @param main its main class, from this process's class path
   * @param options for its JVM
   * @param arguments for its main method
   * @param folder its working directory, where its process mark is kept too
   * @param log where its output is appended
   */
  record Recipe(
      String name,
      Class<?> main,
      List<String> options,
      List<String> arguments,
      Path folder,
      Path log) {

    private Path mark() {
      return folder.resolve("process");
    }
  }

  /** Waits for the end of a server that a dead process left behind, and kills it if it lingers. */
  static void endOrphan(Path folder) throws Trouble {
    ProcessMark.read(folder.resolve("process")).ifPresent(mark -> mark.awaitEnd(ORPHAN_PATIENCE));
  }

  static ChildJvm start(Recipe recipe) throws Trouble {
    try {
      Process process =
          new ProcessBuilder(command(recipe))
              .directory(recipe.folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(recipe.log().toFile()))
              .start();
      ChildJvm child = new ChildJvm(recipe, process);
      ProcessMark.of(process.toHandle()).write(recipe.mark());
      return child;
    } catch (IOException e) {
      throw new Trouble(
          ErrorCode.STACK_FAILED, "the JVM of the " + recipe.name() + " cannot be started", e);
    }
  }

  /**
   * An interrupt from the terminal goes to all processes of its group. The shell makes this one
   * ignore it, since the parent still needs the server while it ends in good order, and stops it
   * afterwards.
   */
  private static List<String> command(Recipe recipe) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      command.addAll(List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(recipe.options());
    command.add("-Dlog4j2.configurationFile=classpath:io/godwit/embedded/server-log4j2.xml");
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath()));
    command.add(recipe.main().getName());
    command.addAll(recipe.arguments());
    return command;
  }

  /**
   * This process's class path, absolute because the child has another working directory. Where our
   * own classes come from a jar, folders are left out: they hold a test's classes, of which no
   * server needs any, and no archive can be made with them.
   */
  static List<String> classPath() {
    List<Path> entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList();
    boolean packaged =
        ChildJvm.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath()
            .endsWith(".jar");
    return entries.stream()
        .filter(entry -> !packaged || Files.isRegularFile(entry))
        .map(Path::toString)
        .toList();
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits until the server listens.
   *
   * @throws Trouble where it ended, or did not listen in time; it is killed then
   */
  void awaitPort(int port, Duration patience) throws Trouble {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!listens(port)) {
      if (endsWithin(Duration.ofMillis(50))) {
        throw failed("ended with exit code " + process.exitValue() + " while it started", null);
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw failed(
            "did not listen on port " + port + " within " + patience.toSeconds() + " s", null);
      }
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      // The answer, not an error: nobody listens yet.
      return false;
    }
  }

  /** How it ended; empty while it runs. */
  Optional<Trouble> fallen() {
    return process.isAlive()
        ? Optional.empty()
        : Optional.of(failed("has ended with exit code " + process.exitValue(), null));
  }

  /** What to throw where the server is of no use; names its log. */
  Trouble failed(String what, @Nullable Throwable cause) {
    String message = "the " + recipe.name() + " " + what + "; its log is " + recipe.log();
    return cause == null
        ? new Trouble(ErrorCode.STACK_FAILED, message)
        : new Trouble(ErrorCode.STACK_FAILED, message, cause);
  }

  /** Asks the server to stop (SIGTERM), and kills it where it takes longer than it should. */
  void stop(Duration patience) {
    process.destroy();
    if (!endsWithin(patience)) {
      kill();
    }
  }

  /** Ends the server at once (SIGKILL), and returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private boolean endsWithin(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

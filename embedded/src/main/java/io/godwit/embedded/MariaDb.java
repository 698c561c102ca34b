package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * MariaDB with its own defaults, so what is committed is on the disk. It trusts {@code root} from
 * this machine, over 127.0.0.1 alone.
 *
 * <p>A shell between keeps an interrupt of the terminal away from it, while workers still write,
 * and ends it when this process is gone.
 */
final class MariaDb implements Server {

  private static final String DATABASE = "godwit";
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Home home;
  private final Ports ports;
  private int port;
  private volatile Optional<Running> running = Optional.empty();

  private record Running(Process process, ServerGuard guard, Path log) {}

  MariaDb(Home home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  String jdbcUrl() {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + DATABASE + "?user=root&sslMode=disable";
  }

  /**
   * {@inheritDoc}
   *
   * <p>A server left by a dead process is stopped, not adopted: the guard of that process may be
   * about to stop it.
   */
  @Override
  public void start() throws Trouble {
    Path programs = MariaDbPrograms.in(home.below("bin"));
    Path folder = home.below("mariadb");
    Path data = folder.resolve("data");
    Path log = home.log("mariadb");
    stopOrphan(data);
    initialise(programs, data, log);
    port = ports.claim("mariadb");
    try {
      Path first = Files.writeString(folder.resolve("first.sql"), creation());
      List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\""));
      command.add("sh");
      command.addAll(server(programs, data));
      command.add("--init-file=" + first);
      Process process = begin(command, folder, log);
      ServerGuard guard = ServerGuard.begin("TERM", process.pid(), pidFile(data));
      running = Optional.of(new Running(process, guard, log));
    } catch (IOException e) {
      throw new Trouble(ErrorCode.STACK_FAILED, "MariaDB cannot be started", e);
    }
    awaitPort(log);
  }

  private static String creation() {
    return "create database if not exists " + DATABASE + " character set utf8mb4;\n";
  }

  private List<String> server(Path programs, Path data) {
    List<String> command =
        new ArrayList<>(
            List.of(
                programs.resolve("bin").resolve("mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--lc-messages-dir=" + programs.resolve("share"),
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // Only this machine can reach it, and a key for a certificate takes seconds to
                // make.
                "--skip-ssl",
                // Relative to the data, since such a name has at most 107 bytes.
                "--socket=mariadb.sock",
                "--pid-file=" + pidFile(data),
                "--default-time-zone=+00:00",
                "--max-connections=200"));
    command.addAll(asRoot());
    return command;
  }

  /** A server does not run as root unless it is told to. */
  private static List<String> asRoot() {
    return System.getProperty("user.name", "").equals("root") ? List.of("--user=root") : List.of();
  }

  private static Path pidFile(Path data) {
    return data.resolve("mariadbd.pid");
  }

  /** Makes the data folder where there is none; it appears in one move, whole. */
  private static void initialise(Path programs, Path data, Path log) throws Trouble {
    if (Files.isDirectory(data)) {
      return;
    }
    try {
      Path draft = Files.createTempDirectory(data.resolveSibling(""), "data-new");
      List<String> command =
          new ArrayList<>(
              List.of(
                  programs.resolve("scripts").resolve("mariadb-install-db").toString(),
                  "--no-defaults",
                  "--force",
                  "--basedir=" + programs,
                  "--datadir=" + draft,
                  "--auth-root-authentication-method=normal",
                  "--skip-test-db"));
      command.addAll(asRoot());
      Process process = begin(command, data.resolveSibling(""), log);
      if (!process.waitFor(START_PATIENCE.toSeconds(), TimeUnit.SECONDS)
          || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new Trouble(
            ErrorCode.STACK_FAILED, "MariaDB could not make its data folder; its log is " + log);
      }
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the folder " + data + " cannot be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.STACK_FAILED, "MariaDB was not waited for", e);
    }
  }

  /**
   * Its temporary files lie in the folder too: a server that starts removes the temporary tables of
   * all others that share its place for them.
   */
  private static Process begin(List<String> command, Path folder, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("TMPDIR", folder.toString());
    return builder.start();
  }

  private static void stopOrphan(Path data) throws Trouble {
    if (!Files.exists(pidFile(data))) {
      return;
    }
    try {
      String pid = Files.readString(pidFile(data)).strip();
      Optional<ProcessHandle> left =
          pid.matches("\\d+") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
      left.filter(process -> process.info().command().orElse("").contains("mariadbd"))
          .ifPresent(process -> {
            process.destroy();
            process.onExit().orTimeout(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
          });
      Files.deleteIfExists(pidFile(data));
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + pidFile(data) + " cannot be removed", e);
    }
  }

  private void awaitPort(Path log) throws Trouble {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!answers()) {
      Optional<Trouble> fallen = fallen();
      if (fallen.isPresent()) {
        throw fallen.get();
      }
      if (System.nanoTime() > deadline) {
        throw new Trouble(
            ErrorCode.STACK_FAILED, "MariaDB did not start in time; its log is " + log);
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble(ErrorCode.STACK_FAILED, "MariaDB was not waited for", e);
      }
    }
  }

  /** It listens when it has run its first statements. */
  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      // The answer, not an error: nobody listens yet.
      return false;
    }
  }

  @Override
  public void kill() {
    running.ifPresent(server -> {
      server.process().destroyForcibly();
      server.process().onExit().join();
      server.guard().end();
    });
  }

  @Override
  public void stop() throws Trouble {
    if (running.isEmpty()) {
      return;
    }
    Running stopped = running.get();
    running = Optional.empty();
    try {
      stopped.process().destroy();
      if (!stopped.process().waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        stopped.process().destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.STACK_FAILED, "MariaDB's end was not waited for", e);
    } finally {
      stopped.guard().end();
    }
  }

  @Override
  public Optional<Trouble> fallen() {
    return running
        .filter(server -> !server.process().isAlive())
        .map(server ->
            new Trouble(ErrorCode.STACK_FAILED, "MariaDB has ended; its log is " + server.log()));
  }
}

package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A data folder of PostgreSQL with the programs that work on it.
 *
 * @param user as whom they run
 * @param programs where they are unpacked
 * @param folder what this user owns; the data is below it
 * @param log where their output is appended
 */
record PostgreSqlCluster(PostgreSqlUser user, Path programs, Path folder, Path log) {

  private static final int PATIENCE_SECONDS = 180;

  /** A server takes its record away before it is gone. */
  private static final Duration LAST_MOMENTS = Duration.ofSeconds(10);

  private Path data() {
    return folder.resolve("data");
  }

  /** PostgreSQL's own record of the process that works on the data. */
  Path pidFile() {
    return data().resolve("postmaster.pid");
  }

  /** Makes the data folder where there is none; it appears in one move, whole. */
  void initialise() throws Trouble {
    if (Files.isDirectory(data())) {
      return;
    }
    Path draft = folder.resolve("data-new");
    try {
      delete(draft);
      run(
          "initdb",
          List.of(
              "-D",
              draft.toString(),
              "-U",
              "postgres",
              "-A",
              "trust",
              "-E",
              "UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8"),
          "be initialised");
      Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the folder " + draft + " cannot be replaced", e);
    }
  }

  /** Starts the server and returns when it answers. */
  void start(int port) throws Trouble {
    String options =
        "-p " + port + " -h 127.0.0.1 -N 200 -c unix_socket_directories= -c timezone=UTC";
    run(
        "pg_ctl",
        List.of(
            "start",
            "-w",
            "-t",
            Integer.toString(PATIENCE_SECONDS),
            "-s",
            "-D",
            data().toString(),
            "-l",
            log.toString(),
            "-o",
            options),
        "start");
  }

  /**
   * Rolls open transactions back and stops the server. The guard of a process that was killed may
   * be about to stop it, too: {@code pg_ctl} fails where that comes first, and what was to be done
   * is done.
   */
  private void stop(ProcessHandle server) throws Trouble {
    try {
      stop();
    } catch (Trouble failed) {
      if (!ProcessMark.endsWithin(server, LAST_MOMENTS)) {
        throw failed;
      }
    }
  }

  private void stop() throws Trouble {
    run(
        "pg_ctl",
        List.of(
            "stop",
            "-m",
            "fast",
            "-w",
            "-t",
            Integer.toString(PATIENCE_SECONDS),
            "-s",
            "-D",
            data().toString()),
        "stop");
  }

  /**
   * Stops the server, whoever started it, and removes the record of one that is gone: PostgreSQL
   * itself would take any process that has the recorded number now for a server, and not start.
   */
  void stopIfRunning() throws Trouble {
    if (!Files.exists(pidFile())) {
      return;
    }
    Optional<ProcessHandle> server = server();
    if (server.isPresent()) {
      stop(server.get());
      return;
    }
    try {
      Files.deleteIfExists(pidFile());
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + pidFile() + " cannot be removed", e);
    }
  }

  /**
   * Ends the server at once. Its processes, one for each session among them, end by themselves when
   * it is gone, and until then a new one would find their memory in use.
   */
  void kill() throws Trouble {
    Optional<ProcessHandle> server = server();
    List<ProcessHandle> all =
        server.stream().flatMap(one -> Stream.concat(Stream.of(one), one.descendants())).toList();
    server.ifPresent(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  /** The process of the server, where it runs. */
  Optional<ProcessHandle> server() throws Trouble {
    try (Stream<String> lines = Files.lines(pidFile())) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d+"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
          .filter(process -> process.info().command().orElse("").contains("postgres"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + pidFile() + " cannot be read", e);
    }
  }

  /** Whether the server runs; one that was killed may have left its record. */
  boolean isAlive() {
    try {
      return Files.exists(pidFile()) && server().isPresent();
    } catch (Trouble e) {
      // Its record is taken away or half written while it ends; who asks again sees which.
      return Files.exists(pidFile());
    }
  }

  private void run(String program, List<String> arguments, String purpose) throws Trouble {
    List<String> command =
        Stream.concat(
                Stream.of(programs.resolve("bin").resolve(program).toString()), arguments.stream())
            .toList();
    try {
      Process process =
          new ProcessBuilder(user.command(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (!process.waitFor(2L * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed(purpose, "in time");
      }
      if (process.exitValue() != 0) {
        throw failed(purpose, "(exit code " + process.exitValue() + " of " + program + ")");
      }
    } catch (IOException e) {
      throw new Trouble(ErrorCode.STACK_FAILED, "PostgreSQL's " + program + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.STACK_FAILED, "PostgreSQL was not waited for", e);
    }
  }

  private Trouble failed(String purpose, String how) {
    return new Trouble(
        ErrorCode.STACK_FAILED,
        "PostgreSQL did not " + purpose + " " + how + "; its log is " + log);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

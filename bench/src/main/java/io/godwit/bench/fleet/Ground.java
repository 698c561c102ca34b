package io.godwit.bench.fleet;

import io.godwit.cli.opening.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all cases stand on.
 *
 * @param root the installation's folder, with the start script
 * @param work a folder of this benchmark
 * @param home of the servers, and of the roles
 * @param servers which run
 * @param recordings whether each role writes a flight recording beside its log
 * @param jvm more options for the roles' JVMs
 */
public record Ground(
    Path root,
    Path work,
    Path home,
    Servers servers,
    boolean recordings,
    List<String> jvm,
    Optional<Path> image) {

  /** A job file in the folder of the data. */
  public Path job(String name, String text) throws IOException {
    return Files.writeString(work.resolve(name + ".yaml"), text);
  }

  /** More options for the roles' JVMs. */
  List<String> moreOptions() {
    List<String> options = new ArrayList<>(jvm);
    if (recordings) {
      options.add("-XX:StartFlightRecording:settings=profile");
      options.add("-Xlog:jfr*=off");
    }
    return options;
  }

  /** Where PostgreSQL is, as JDBC wants it. */
  public String postgresql() {
    return servers.embedded().of("postgresql").orElseThrow();
  }

  /** The broker's CPU seconds so far. */
  double brokerCpu() {
    return ProcFiles.process(broker());
  }

  /** PostgreSQL's CPU seconds so far: the postmaster and all its children, ended or not. */
  public double databaseCpu() {
    return ProcFiles.family(postmaster());
  }

  /** The CPU seconds of this process so far, which is the client of COPY. */
  public static double ownCpu() {
    return ProcFiles.process(ProcessHandle.current().pid());
  }

  /** The child that works in the broker's folder. */
  private long broker() {
    return ProcessHandle.current()
        .children()
        .filter(child -> worksIn(child, home.resolve("broker")))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no broker among the children"));
  }

  private static boolean worksIn(ProcessHandle process, Path folder) {
    try {
      return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), folder);
    } catch (IOException e) {
      // It has ended since it was listed.
      return false;
    }
  }

  private long postmaster() {
    Path file = home.resolve("postgresql").resolve("data").resolve("postmaster.pid");
    try {
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

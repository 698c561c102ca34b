package io.godwit.bench.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code ./godwit run} as a person types it, on servers that run.
 *
 * @param url of PostgreSQL, which the job file refers to as {@code TARGET_URL}
 * @param home of the command
 */
public record CommandedRun(Ground ground, String url, Path home) {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int MOST_LOOKS = 240;
  private static final String TOLD = ": complete in ";

  /**
   * What one took.
   *
   * @param told until the report was told, in seconds
   * @param ended until the command had ended, in seconds
   * @param cpu of the command and all that it started, in seconds
   * @param memory most in RAM until the report was told, in bytes
   * @param read what it has read of files and sockets, in bytes; what was mapped does not count
   */
  public record Cost(double told, double ended, double cpu, long memory, long read) {}

  /**
   * Runs a job to its end.
   *
   * @param name that its file names
   */
  public Cost of(String name, Path job) throws IOException, InterruptedException {
    long own = ProcessHandle.current().pid();
    double cpu = ProcFiles.ended(own);
    long read = ProcFiles.read(own);
    long from = System.nanoTime();
    Process process = start(job);
    Optional<Double> told = Optional.empty();
    long memory = 0;
    List<String> said = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
        if (told.isEmpty() && line.startsWith(name + TOLD)) {
          told = Optional.of(since(from));
          memory = ProcFiles.peakMemory(process.pid());
        }
      }
    }
    int code = process.waitFor();
    double ended = since(from);
    if (told.isEmpty() || code != 0) {
      throw new IllegalStateException(
          "godwit run ended with code " + code + ":\n" + String.join("\n", said));
    }
    return new Cost(
        told.get(), ended, ProcFiles.ended(own) - cpu, memory, ProcFiles.read(own) - read);
  }

  private Process start(Path job) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ground.root().resolve("godwit").toString(),
                "run",
                job.toString(),
                "--bootstrap",
                ground.servers().cluster().bootstrap(),
                "--home",
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("TARGET_URL", url);
    if (!ground.moreOptions().isEmpty()) {
      builder.environment().put("GODWIT_JVM_OPTS", String.join(" ", ground.moreOptions()));
    }
    return builder.start();
  }

  /** Waits until the script's cache of classes is made: notes stand beside it as long as it is. */
  public static void awaitCache(Ground ground) throws IOException, InterruptedException {
    for (int look = 0; look < MOST_LOOKS && isMaking(ground); look++) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }

  private static boolean isMaking(Ground ground) throws IOException {
    try (Stream<Path> files = Files.list(ground.root().resolve("cli/target"))) {
      return files.anyMatch(file -> file.toString().endsWith(".notes"));
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A command of whose own servers one is killed ends, and says which it was. */
@ExtendWith(EmbeddedServers.class)
class KilledServersTest {

  private static final Duration PATIENCE = FleetRun.PATIENCE;

  @TempDir Path folder;

  @Test
  void aRunWhoseOwnBrokerIsKilledEndsAndSaysSo(Environment environment) throws Exception {
    try (HeldJob job = HeldJob.create(environment, folder, "own")) {
      Path home = job.folder().home();
      List<String> command =
          List.of("run", job.folder().jobFile().toString(), "--home", home.toString());
      try (GodwitProcess run = start(job, command)) {
        HeldJob.awaitWords(run, "target-awaited");
        kill(home.resolve("broker").resolve("process"));
        HeldJob.awaitWords(run, "broker has ended with exit code 137");
        assertThat(run.await(PATIENCE)).as(run.output()).isEqualTo(4);
        assertThat(run.output()).contains("stack-failed");
      }
      job.letGo();
      try (GodwitProcess run = start(job, command)) {
        assertThat(run.await(PATIENCE)).as(run.output()).isZero();
      }
    }
  }

  @Test
  void aStackOfWhichAServerIsKilledEndsAndSaysSo(Environment environment) throws Exception {
    try (HeldJob job = HeldJob.create(environment, folder, "stack")) {
      for (String mark : List.of("postgresql/data/postmaster.pid", "mongodb/process")) {
        Path home = job.folder().home().resolve(mark.substring(0, 5));
        try (GodwitProcess stack = start(job, List.of("stack", "--home", home.toString()))) {
          HeldJob.awaitWords(stack, home + "", "running until stopped");
          kill(home.resolve(mark));
          assertThat(stack.await(PATIENCE)).as(stack.output()).isEqualTo(4);
          assertThat(stack.output()).contains("has ended", "its log is");
        }
      }
    }
  }

  private static GodwitProcess start(HeldJob job, List<String> command) throws Exception {
    Path output = Files.createTempFile(job.folder().path(), "output", ".log");
    return GodwitProcess.start(
        job.folder().path(), output, Map.copyOf(job.folder().variables()), command);
  }

  private static void kill(Path mark) throws Exception {
    long pid =
        Long.parseLong(Files.readString(mark).lines().findFirst().orElseThrow().split(" ")[0]);
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }
}

package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Commands as a person types them about the {@code job.yaml} of a folder. For one thread. */
final class TypedCommands {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path folder;
  private int typed;

  TypedCommands(Path folder) {
    this.folder = folder;
  }

  /** Types one, waits for its end, and answers what it has said. */
  String godwit(Environment servers, int exit, String command, String... more) throws IOException {
    Path output = output();
    try (GodwitProcess process = start(servers, output, command, more)) {
      assertThat(process.await(PATIENCE)).as(Files.readString(output)).isEqualTo(exit);
    }
    return Files.readString(output);
  }

  /** Types one that is to be disturbed; it writes into a file of {@link #output()}. */
  GodwitProcess start(Environment servers, Path output, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "job.yaml"));
    arguments.addAll(List.of("--bootstrap", servers.bootstrap()));
    arguments.addAll(List.of("--home", folder.resolve("home").toString()));
    arguments.addAll(List.of(more));
    return GodwitProcess.start(folder, output, Map.of(), arguments);
  }

  /**
   * Types one and kills it at a random moment; it may have ended by then, and what comes after does
   * not care.
   *
   * @param most milliseconds behind what it is to have said
   * @param said what it says first; may be empty
   */
  void killed(
      Environment servers, Random random, long most, String said, String command, String... more)
      throws Exception {
    Path output = output();
    try (GodwitProcess process = start(servers, output, command, more)) {
      Awaitility.await("a command to kill")
          .atMost(FleetRun.PATIENCE)
          .until(() -> !process.isAlive() || Files.readString(output).contains(said));
      boolean never = new CountDownLatch(1).await(random.nextLong(most), TimeUnit.MILLISECONDS);
      assertThat(never).isFalse();
      process.kill();
    }
  }

  /** A file that none has written into. */
  Path output() {
    return folder.resolve("output-" + typed++);
  }
}

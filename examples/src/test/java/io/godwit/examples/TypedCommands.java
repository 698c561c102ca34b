package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Commands as a person types them about the {@code job.yaml} of a folder. For one thread. */
final class TypedCommands {

  private final Path folder;
  private int typed;

  TypedCommands(Path folder) {
    this.folder = folder;
  }

  /** Types one that nothing disturbs, and answers what it has said. */
  String godwit(Environment servers, int exit, String command, String... more) {
    JobFolder.Ended ended =
        TypedHere.run(
            output(), Map.of(), words(servers, folder.resolve("job.yaml"), command, more));
    assertThat(ended.exit()).as(ended.output()).isEqualTo(exit);
    return ended.output();
  }

  /** The same in a process of its own, which keeps a log. */
  String logged(Environment servers, int exit, String command, String... more) {
    JobFolder.Ended ended = JobFolder.await(start(servers, output(), command, more));
    assertThat(ended.exit()).as(ended.output()).isEqualTo(exit);
    return ended.output();
  }

  /** Types one that is to be disturbed; it writes into a file of {@link #output()}. */
  GodwitProcess start(Environment servers, Path output, String command, String... more) {
    List<String> words = words(servers, Path.of("job.yaml"), command, more);
    return GodwitProcess.start(folder, output, Map.of(), words);
  }

  private List<String> words(Environment servers, Path job, String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, job.toString()));
    words.addAll(List.of("--bootstrap", servers.bootstrap()));
    words.addAll(List.of("--home", folder.resolve("home").toString()));
    words.addAll(List.of(more));
    return words;
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

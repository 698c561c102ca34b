package io.godwit.examples;

import io.godwit.cli.GodwitCommand;
import io.godwit.cli.exit.Interruption;
import io.godwit.cli.run.CommandContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commands in the test's own process, which has started already: most of what a short one costs is
 * its start. What is disturbed, or of which the process itself is looked at, is a {@link
 * io.godwit.testkit.fleet.GodwitProcess}.
 *
 * <p>Who holds a job is taken to be alive while its process is, and this one lives on. So a command
 * has ended here when its lease is gone from the broker, too.
 */
final class TypedHere {

  private TypedHere() {}

  /**
   * Runs a command to its end.
   *
   * @param output the file that its output is appended to
   * @param variables beside this process's
   * @return its exit code, and all that stands in the file
   */
  static JobFolder.Ended run(Path output, Map<String, String> variables, List<String> command) {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.putAll(variables);
    try (OutputStream file =
            Files.newOutputStream(output, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        PrintStream out = new PrintStream(file, true, StandardCharsets.UTF_8)) {
      CommandContext context =
          new CommandContext(
              out, out, all, Optional.of(ShippedExamples.EXAMPLES), false, new Interruption());
      HeldLeases before = HeldLeases.of(command);
      int exit = GodwitCommand.run(context, command.toArray(String[]::new));
      before.awaitNoMore();
      return new JobFolder.Ended(exit, Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.godwit.cli;

import io.godwit.cli.show.Screen;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around itself.
 *
 * @param out for results and progress
 * @param err for error messages
 * @param environment the variables
 * @param examples the folder of example jobs, where the installation has one
 * @param terminal whether {@code out} is a terminal
 * @param interruption the wish to stop
 */
record CommandContext(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Optional<Path> examples,
    boolean terminal,
    Interruption interruption) {

  /** The screen that the options ask for. */
  Screen screen(CommonOptions options) {
    if (options.json()) {
      return Screen.open(Screen.Mode.JSON, out);
    }
    if (options.quiet()) {
      return Screen.open(Screen.Mode.QUIET, out);
    }
    return Screen.open(terminal ? Screen.Mode.TERMINAL : Screen.Mode.PLAIN, out);
  }
}
